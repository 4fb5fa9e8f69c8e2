import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';

import { definition } from '../ormconfig.js';
import { AuthModule } from './auth/auth.module.js';
import { ChatsModule } from './chats/chats.module.js';
import { DemoModule } from './demo/demo.module.js';
import { GroupsModule } from './groups/groups.module.js';
import { HealthModule } from './health/health.module.js';
import { SchedulingModule } from './scheduling/scheduling.module.js';
import { MediaModule } from './media/media.module.js';
import { MessagesModule } from './messages/messages.module.js';
import type { Config } from './platform/config/config.js';
import { DatabaseModule } from './platform/database/database.module.js';
import { BodyModule } from './platform/http/bodies/body.module.js';
import { LoadModule, PlatformModule, RatesModule, RedisModule } from './platform/platform.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { FaultInjectionModule } from './fault-injection/fault-injection.module.js';
import { SyncModule } from './sync/sync.module.js';
import { ThreadsModule } from './threads/threads.module.js';
import { UsersModule } from './users/users.module.js';

/** Lists the feature modules. Add a feature here; nothing else of it has to be known. */
@Module({})
export class AppModule {
  static of(config: Config): DynamicModule {
    return {
      module: AppModule,
      imports: [
        PlatformModule.of(config),
        DatabaseModule.of(definition),
        RedisModule,
        ScheduleModule.forRoot(),
        LoadModule,
        AuthModule, // its guard comes first: who calls decides whose allowance it is
        BodyModule, // the next: nothing is read of somebody who may not call
        RatesModule,
        FaultInjectionModule.of(config), // what it lets go wrong has passed both
        UsersModule,
        ChatsModule,
        MediaModule,
        MessagesModule,
        SchedulingModule,
        ThreadsModule,
        GroupsModule,
        SyncModule,
        RealtimeModule,
        HealthModule,
        DemoModule, // its data is written once everything else is ready
      ],
    };
  }
}
