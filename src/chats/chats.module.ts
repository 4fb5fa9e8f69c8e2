import { Module } from '@nestjs/common';

import { UsersModule } from '../users/users.module.js';
import { BadgeController, UnreadTotals } from './read-state/badge.controller.js';
import { Blocks } from './blocks/blocks.js';
import { BlocksController } from './blocks/blocks.controller.js';
import { Changes } from './timeline/changes.js';
import { ChatAccess } from './access/chat-access.js';
import { ChatList } from './list/chat-list.js';
import { ChatSettings } from './settings/chat-settings.js';
import { ChatSettingsController } from './settings/chat-settings.controller.js';
import { ChatsController } from './chats.controller.js';
import { ChatsService } from './chats.service.js';
import { Drafts } from './preferences/drafts.js';
import { ChatListCache } from './list/chat-list-cache.js';
import { ListDeltaReader, ListReader } from './list/list-reader.js';
import { Marks } from './read-state/marks.js';
import { MoveMarks } from './read-state/move-marks.js';
import { Mutes } from './preferences/mutes.js';
import { NumberChecks } from './timeline/number-checks.js';
import { Participants } from './participants/participants.js';
import { ParticipantsController } from './participants/participants.controller.js';
import { PreferencesController } from './preferences/preferences.controller.js';
import { MarkedUnread } from './preferences/marked-unread.js';

/**
 * Chats, participants, read marks, the chat list and the private settings of participants. The list, its cache and its SQL may change without
 * looking elsewhere; `messages` and `sync` also use marks and numbers.
 */
@Module({
  imports: [UsersModule],
  controllers: [
    BadgeController,
    BlocksController,
    ChatsController,
    ChatSettingsController,
    ParticipantsController,
    PreferencesController,
  ],
  providers: [
    Blocks,
    Changes,
    ChatAccess,
    ChatList,
    ChatSettings,
    ChatsService,
    Drafts,
    ChatListCache,
    ListDeltaReader,
    ListReader,
    Marks,
    MoveMarks,
    Mutes,
    NumberChecks,
    Participants,
    MarkedUnread,
    UnreadTotals,
  ],
  exports: [Changes, ChatAccess, ChatList, ChatSettings, ChatsService, Marks, Participants],
})
export class ChatsModule {}
