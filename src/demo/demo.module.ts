import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { DemoController } from './demo.controller.js';
import { DemoDates, DemoSeed, DemoStory } from './demo-seed.js';
import { DemoFaces } from './demo-faces.js';
import { DemoFiles } from './demo-files.js';
import { DemoHabits, DemoTalk } from './demo-talk.js';
import { DemoInProduction } from './demo-removal.js';
import { DrawnUploads } from './drawn-uploads.js';
import { DemoPeople, DemoPerson } from './demo-people.js';

/**
 * The demo data of a first start. It is written through the services, as by clients. Everything here may change without looking
 * elsewhere.
 */
@Module({
  imports: [TypeOrmModule.forFeature([DemoPerson]), AuthModule, UsersModule, ChatsModule, MediaModule, MessagesModule],
  controllers: [DemoController],
  providers: [
    DrawnUploads,
    DemoDates,
    DemoFaces,
    DemoFiles,
    DemoHabits,
    DemoInProduction,
    DemoPeople,
    DemoSeed,
    DemoStory,
    DemoTalk,
  ],
})
export class DemoModule {}
