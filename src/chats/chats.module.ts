import { Module } from '@nestjs/common';

import { UsersModule } from '../users/users.module.js';
import { Changes } from './changes.js';
import { ChatAccess } from './chat-access.js';
import { ChatList } from './chat-list.js';
import { ChatSettings } from './chat-settings.js';
import { ChatSettingsController } from './chat-settings.controller.js';
import { ChatsController } from './chats.controller.js';
import { ChatsService } from './chats.service.js';
import { Marks } from './marks.js';
import { MoveMarks } from './move-marks.js';
import { NumberChecks } from './number-checks.js';
import { Participants } from './participants.js';
import { ParticipantsController } from './participants.controller.js';

@Module({
  imports: [UsersModule],
  controllers: [ChatsController, ChatSettingsController, ParticipantsController],
  providers: [Changes, ChatAccess, ChatList, ChatSettings, ChatsService, Marks, MoveMarks, NumberChecks, Participants],
  exports: [Changes, ChatAccess, ChatList, ChatSettings, ChatsService, Marks, Participants],
})
export class ChatsModule {}
