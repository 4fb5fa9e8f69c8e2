import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { DueMessages } from './messages/due-messages.js';
import { ProcessedScheduledUploads } from './messages/processed-scheduled-uploads.js';
import { DueReminders } from './reminders/due-reminders.js';
import { ReminderList, Reminders } from './reminders/reminders.js';
import { RemindedController, RemindersController } from './reminders/reminders.controller.js';
import { ScheduledChanges } from './messages/scheduled-changes.js';
import { ScheduledController } from './messages/scheduled.controller.js';
import { ScheduledMessage, ScheduledUpload } from './scheduling.entity.js';
import { ScheduledList } from './messages/scheduled-list.js';
import { Scheduling } from './messages/scheduling.js';
import { DueScheduler } from './due-scheduler.js';
import { PlannedMessages } from './planned-messages.js';

/** Scheduled messages and reminders. When they are claimed, and by which node, may change without looking elsewhere. */
@Module({
  imports: [TypeOrmModule.forFeature([ScheduledMessage, ScheduledUpload]), ChatsModule, MediaModule, MessagesModule],
  controllers: [RemindedController, RemindersController, ScheduledController],
  providers: [
    DueMessages,
    DueReminders,
    ReminderList,
    Reminders,
    ScheduledChanges,
    ScheduledList,
    Scheduling,
    DueScheduler,
    PlannedMessages,
    ProcessedScheduledUploads,
  ],
  exports: [PlannedMessages],
})
export class SchedulingModule {}
