import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { AppendMessages } from './append.js';
import { History } from './history.js';
import { MediaMessagesController } from './media-messages.controller.js';
import { MessageReader } from './message-reader.js';
import { MessageWriter } from './message-writer.js';
import { MessagesController } from './messages.controller.js';
import { MessagesService } from './messages.service.js';
import { OrphanChecks } from './orphan-checks.js';
import { Stars } from './stars.js';
import { StarsController } from './stars.controller.js';

@Module({
  imports: [ChatsModule, MediaModule],
  controllers: [MessagesController, MediaMessagesController, StarsController],
  providers: [AppendMessages, History, MessageReader, MessageWriter, MessagesService, OrphanChecks, Stars],
  exports: [MessageReader, MessagesService, Stars],
})
export class MessagesModule {}
