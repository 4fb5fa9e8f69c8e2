import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { DueMessages } from './due-messages.js';
import { ScheduledChanges } from './scheduled-changes.js';
import { ScheduledController } from './scheduled.controller.js';
import { ScheduledList } from './scheduled-list.js';
import { Scheduling } from './scheduling.js';
import { Ticking } from './ticking.js';
import { Upcoming } from './upcoming.js';

@Module({
  imports: [ChatsModule, MessagesModule],
  controllers: [ScheduledController],
  providers: [DueMessages, ScheduledChanges, ScheduledList, Scheduling, Ticking, Upcoming],
  exports: [Upcoming],
})
export class LaterModule {}
