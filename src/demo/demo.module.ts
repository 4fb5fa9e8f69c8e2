import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { DemoController } from './demo.controller.js';
import { DemoDates } from './demo-dates.js';
import { DemoFiles } from './demo-files.js';
import { DemoHabits } from './demo-habits.js';
import { DemoInProduction } from './demo-in-production.js';
import { DemoPerson } from './demo-person.entity.js';
import { DemoPeople } from './demo-people.js';
import { DemoSeed } from './demo-seed.js';
import { DemoStory } from './demo-story.js';
import { DemoTalk } from './demo-talk.js';

/**
 * The demo data of a first start. It is written through the services, as by clients. Everything here may change without looking
 * elsewhere.
 */
@Module({
  imports: [TypeOrmModule.forFeature([DemoPerson]), AuthModule, UsersModule, ChatsModule, MediaModule, MessagesModule],
  controllers: [DemoController],
  providers: [DemoDates, DemoFiles, DemoHabits, DemoInProduction, DemoPeople, DemoSeed, DemoStory, DemoTalk],
})
export class DemoModule {}
