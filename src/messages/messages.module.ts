import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { UsersModule } from '../users/users.module.js';
import { AppendMessages } from './append.js';
import { ChangeReactions } from './change-reactions.js';
import { ChangingController } from './changing.controller.js';
import { ClearingController } from './clearing.controller.js';
import { Clearings } from './clearings.js';
import { Deletions } from './deletions.js';
import { Edits } from './edits.js';
import { Erasures } from './erasures.js';
import { Expiry } from './expiry.js';
import { Forwards } from './forwards.js';
import { ForwardsController } from './forwards.controller.js';
import { History } from './history.js';
import { Lacking } from './lacking.js';
import { MediaMessagesController } from './media-messages.controller.js';
import { MessageChanges } from './message-changes.js';
import { MessageReader } from './message-reader.js';
import { MessageWriter } from './message-writer.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { OrphanChecks } from './orphan-checks.js';
import { Pins } from './pins.js';
import { PinsController } from './pins.controller.js';
import { Polls } from './polls.js';
import { PollsController } from './polls.controller.js';
import { PrivateMarks } from './private-marks.js';
import { Reactions } from './reactions.js';
import { ReadingController } from './reading.controller.js';
import { ReactionsController } from './reactions.controller.js';
import { SendForms } from './send-forms.js';
import { SystemMessages } from './system-messages.js';
import { Unread } from './unread.js';
import { Receipts } from './receipts.js';
import { ReportedController } from './reported.controller.js';
import { Reports } from './reports.js';
import { ReportsController } from './reports.controller.js';
import { StarredController } from './starred.controller.js';
import { StarredList } from './starred-list.js';
import { Stars } from './stars.js';
import { StarsController } from './stars.controller.js';

@Module({
  imports: [ChatsModule, MediaModule, UsersModule],
  controllers: [
    MessagesController,
    ChangingController,
    MediaMessagesController,
    ForwardsController,
    PinsController,
    PollsController,
    ReactionsController,
    ReadingController,
    ClearingController,
    ReportedController,
    ReportsController,
    StarredController,
    StarsController,
  ],
  providers: [
    AppendMessages,
    ChangeReactions,
    Clearings,
    Deletions,
    Edits,
    Erasures,
    Expiry,
    Forwards,
    History,
    Lacking,
    MessageChanges,
    MessageReader,
    MessageWriter,
    MessagesService,
    OrphanChecks,
    Pins,
    Polls,
    PrivateMarks,
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
    Lacking,
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
