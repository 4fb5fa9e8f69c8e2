import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { ThreadList, ThreadParticipants, Threads } from './threads.js';
import { ThreadsController } from './threads.controller.js';

/** Threads: chats about one message of another chat. Their messages, marks and pushes are those of any chat. */
@Module({
  imports: [ChatsModule, MessagesModule],
  controllers: [ThreadsController],
  providers: [ThreadList, ThreadParticipants, Threads],
  exports: [ThreadParticipants],
})
export class ThreadsModule {}
