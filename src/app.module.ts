import { type DynamicModule, Module } from '@nestjs/common';
import { ScheduleModule } from '@nestjs/schedule';

import { definition } from '../ormconfig.js';
import { AuditModule } from './audit/audit.module.js';
import { AccountDeletionModule } from './account-deletion/account-deletion.module.js';
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
import { MailModule } from './platform/mail/mail.module.js';
import { BodyModule } from './platform/http/bodies/body.module.js';
import { LoadModule, PlatformModule, RatesModule, RedisModule } from './platform/platform.module.js';
import { RealtimeModule } from './realtime/realtime.module.js';
import { FaultInjectionModule } from './fault-injection/fault-injection.module.js';
import { ServerApiModule } from './server-api/server-api.module.js';
import { ServerKeysModule } from './server-api/keys/keys.module.js';
import { SyncModule } from './sync/sync.module.js';
import { ThreadsModule } from './threads/threads.module.js';
import { UsersModule } from './users/users.module.js';

/** Lists the modules. Add a new feature here, and its entities in ormconfig.ts. Global guards run in the order of these modules. */
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
        MailModule,
        AuditModule,
        AuthModule, // its guard is the first: the caller decides which limits apply
        ServerKeysModule, // its guard authenticates the callers of the server API
        BodyModule, // its guard is the second: the body of a refused caller is not read
        RatesModule,
        FaultInjectionModule.of(config), // its guard is the last: only calls that passed the others get faults
        UsersModule,
        ChatsModule,
        MediaModule,
        MessagesModule,
        SchedulingModule,
        ThreadsModule,
        GroupsModule,
        AccountDeletionModule,
        SyncModule,
        RealtimeModule,
        ServerApiModule,
        HealthModule,
        DemoModule, // the last, so that its data is written when everything else is ready
      ],
    };
  }
}
