import { Module } from '@nestjs/common';

import { UsersModule } from '../users/users.module.js';
import { BadgeController } from './badge.controller.js';
import { BlockList } from './block-list.js';
import { Blocks } from './blocks.js';
import { BlocksController } from './blocks.controller.js';
import { Changes } from './changes.js';
import { ChatAccess } from './chat-access.js';
import { ChatList } from './chat-list.js';
import { ChatSettings } from './chat-settings.js';
import { ChatSettingsController } from './chat-settings.controller.js';
import { ChatsController } from './chats.controller.js';
import { ChatsService } from './chats.service.js';
import { Drafts } from './drafts.js';
import { KeptLists } from './kept-lists.js';
import { ListNewsReader } from './list-news.js';
import { ListReader } from './list-reader.js';
import { Marks } from './marks.js';
import { MoveMarks } from './move-marks.js';
import { Mutes } from './mutes.js';
import { NumberChecks } from './number-checks.js';
import { Participants } from './participants.js';
import { ParticipantsController } from './participants.controller.js';
import { PrivateController } from './private.controller.js';
import { UnreadSigns } from './unread-signs.js';
import { UnreadTotals } from './unread-totals.js';

@Module({
  imports: [UsersModule],
  controllers: [
    BadgeController,
    BlocksController,
    ChatsController,
    ChatSettingsController,
    ParticipantsController,
    PrivateController,
  ],
  providers: [
    BlockList,
    Blocks,
    Changes,
    ChatAccess,
    ChatList,
    ChatSettings,
    ChatsService,
    Drafts,
    KeptLists,
    ListNewsReader,
    ListReader,
    Marks,
    MoveMarks,
    Mutes,
    NumberChecks,
    Participants,
    UnreadSigns,
    UnreadTotals,
  ],
  exports: [Changes, ChatAccess, ChatList, ChatSettings, ChatsService, Marks, Participants],
})
export class ChatsModule {}
