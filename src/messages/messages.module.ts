import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { UsersModule } from '../users/users.module.js';
import { AppendMessages } from './send/append-messages.js';
import { EditingController } from './editing/editing.controller.js';
import { ClearingController } from './history/clearing.controller.js';
import { Clearings } from './history/clearings.js';
import { Deletions } from './editing/deletions.js';
import { Edits } from './editing/edits.js';
import { Erasures } from './editing/erasures.js';
import { Expiry } from './editing/expiry.js';
import { MessageVersion } from './editing/message-version.entity.js';
import { Message } from './message.entity.js';
import { Attachment } from './send/attachment.entity.js';
import { Forwards } from './send/forwards.js';
import { ForwardsController } from './send/forwards.controller.js';
import { History } from './history/history.js';
import { MissedMessages } from './history/missed-messages.js';
import { MediaMessagesController } from './send/media-messages.controller.js';
import { MessageChanges } from './history/message-changes.js';
import { MessageReader } from './history/message-reader.js';
import { MessageWriter } from './send/message-writer.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './send/messages.service.js';
import { OrphanChecks } from './editing/orphan-checks.js';
import { Pins } from './pins/pins.js';
import { PinsController } from './pins/pins.controller.js';
import { Polls } from './polls/polls.js';
import { PollsController } from './polls/polls.controller.js';
import { PersonalState } from './history/personal-state.js';
import { Reactions } from './reactions/reactions.js';
import { ReadingController } from './history/reading.controller.js';
import { ReactionsController } from './reactions/reactions.controller.js';
import { SendForms } from './send/send-forms.js';
import { SystemMessages } from './send/system-messages.js';
import { Unread } from './history/unread.js';
import { Receipts } from './history/receipts.js';
import { Report } from './reports/report.entity.js';
import { Reports } from './reports/reports.js';
import { OperatorReportsController, ReportsController } from './reports/reports.controller.js';
import { StarredList } from './stars/starred-list.js';
import { Stars } from './stars/stars.js';
import { StarredController, StarsController } from './stars/stars.controller.js';

/**
 * Everything about single messages: sending, pages, search, editing, reactions, polls, pins, stars, reports. The rooms do not know each other
 * but through `history` and `send`.
 */
@Module({
  imports: [
    TypeOrmModule.forFeature([Attachment, Message, MessageVersion, Report]),
    ChatsModule,
    MediaModule,
    UsersModule,
  ],
  controllers: [
    MessagesController,
    EditingController,
    MediaMessagesController,
    ForwardsController,
    PinsController,
    PollsController,
    ReactionsController,
    ReadingController,
    ClearingController,
    OperatorReportsController,
    ReportsController,
    StarredController,
    StarsController,
  ],
  providers: [
    AppendMessages,
    Clearings,
    Deletions,
    Edits,
    Erasures,
    Expiry,
    Forwards,
    History,
    MissedMessages,
    MessageChanges,
    MessageReader,
    MessageWriter,
    MessagesService,
    OrphanChecks,
    Pins,
    Polls,
    PersonalState,
    Reactions,
    Receipts,
    Reports,
    SendForms,
    StarredList,
    Stars,
    SystemMessages,
    Unread,
  ],
  exports: [
    MissedMessages,
    MessageChanges,
    MessageReader,
    MessagesService,
    Polls,
    Reactions,
    SendForms,
    Stars,
    SystemMessages,
  ],
})
export class MessagesModule {}
