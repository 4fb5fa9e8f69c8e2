import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { DueMessages } from './due-messages.js';
import { DueReminders } from './due-reminders.js';
import { RemindedController } from './reminded.controller.js';
import { ReminderList } from './reminder-list.js';
import { Reminders } from './reminders.js';
import { RemindersController } from './reminders.controller.js';
import { ScheduledChanges } from './scheduled-changes.js';
import { ScheduledController } from './scheduled.controller.js';
import { ScheduledList } from './scheduled-list.js';
import { Scheduling } from './scheduling.js';
import { Ticking } from './ticking.js';
import { Upcoming } from './upcoming.js';

@Module({
  imports: [ChatsModule, MessagesModule],
  controllers: [RemindedController, RemindersController, ScheduledController],
  providers: [
    DueMessages,
    DueReminders,
    ReminderList,
    Reminders,
    ScheduledChanges,
    ScheduledList,
    Scheduling,
    Ticking,
    Upcoming,
  ],
  exports: [Upcoming],
})
export class LaterModule {}
