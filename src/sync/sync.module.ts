import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { SchedulingModule } from '../scheduling/scheduling.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { CatchUp } from './catch-up.js';
import { Standings } from './standings.js';
import { SyncController } from './sync.controller.js';
import { SyncService } from './sync.service.js';

/** Answers what a client missed, by the numbers it has. It only reads. */
@Module({
  imports: [ChatsModule, SchedulingModule, MessagesModule],
  controllers: [SyncController],
  providers: [CatchUp, Standings, SyncService],
  exports: [SyncService],
})
export class SyncModule {}
