import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { UsersModule } from '../users/users.module.js';
import { AppendMessages, MessageWriter, SystemMessages } from './send/append-messages.js';
import { AppMessages } from './send/app-messages.js';
import { EditingController } from './editing/editing.controller.js';
import { ClearingController, ReadingController } from './history/history.controller.js';
import { Clearings } from './history/clearings.js';
import { Deletions, Erasures, OrphanChecks } from './editing/deletions.js';
import { Edits } from './editing/edits.js';
import { Expiry } from './editing/expiry.js';
import { Attachment, Message, MessageVersion } from './message.entity.js';
import { Forwards } from './send/forwards.js';
import { ForwardsController } from './send/forwards.controller.js';
import { History } from './history/history.js';
import { MessageChanges, MissedMessages } from './history/missed-messages.js';
import { MessageReader } from './history/message-reader.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './send/messages.service.js';
import { ProcessedUploads } from './editing/processed-uploads.js';
import { Pins } from './pins/pins.js';
import { PinsController } from './pins/pins.controller.js';
import { Polls } from './polls/polls.js';
import { PollsController } from './polls/polls.controller.js';
import { Votes } from './polls/votes.js';
import { PersonalState } from './history/personal-state.js';
import { Reactions } from './reactions/reactions.js';
import { ReactionsController } from './reactions/reactions.controller.js';
import { BlockSigner } from './search/block-signer.js';
import { ChatSearch } from './search/chat-search.js';
import { FoundMessages } from './search/found-messages.js';
import { OverallSearch } from './search/overall-search.js';
import { SearchController } from './search/search.controller.js';
import { SearchIndexer } from './search/search-indexer.js';
import { SendForms } from './send/send-forms.js';
import { Unread } from './history/unread.js';
import { Receipts } from './history/receipts.js';
import { Report } from './responses.entity.js';
import { Reports } from './reports/reports.js';
import { OperatorReportsController, ReportsController } from './reports/reports.controller.js';
import { StarredList, Stars } from './stars/stars.js';
import { StarredController, StarsController } from './stars/stars.controller.js';

/**
 * Everything about single messages: sending, pages, search, editing, reactions, polls, pins, stars, reports. A room imports no
 * other room but `history`, `search`, `send` and `views`.
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
    ForwardsController,
    PinsController,
    PollsController,
    ReactionsController,
    ReadingController,
    ClearingController,
    OperatorReportsController,
    ReportsController,
    SearchController,
    StarredController,
    StarsController,
  ],
  providers: [
    AppendMessages,
    AppMessages,
    BlockSigner,
    ChatSearch,
    Clearings,
    Deletions,
    Edits,
    Erasures,
    Expiry,
    Forwards,
    FoundMessages,
    History,
    MissedMessages,
    MessageChanges,
    MessageReader,
    MessageWriter,
    MessagesService,
    OrphanChecks,
    OverallSearch,
    Pins,
    Polls,
    PersonalState,
    ProcessedUploads,
    Reactions,
    Receipts,
    Reports,
    SearchIndexer,
    SendForms,
    StarredList,
    Stars,
    SystemMessages,
    Unread,
    Votes,
  ],
  exports: [
    AppMessages,
    History,
    MissedMessages,
    MessageChanges,
    MessageReader,
    MessagesService,
    Reactions,
    SendForms,
    Stars,
    SystemMessages,
    Votes,
  ],
})
export class MessagesModule {}
