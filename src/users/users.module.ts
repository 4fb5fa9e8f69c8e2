import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { PresenceModule } from '../presence/presence.module.js';
import { ExternalUsers } from './external-users.js';
import { OnlineStatuses } from './online-statuses.js';
import { Profiles, UserSearch } from './profiles.js';
import { User } from './user.entity.js';
import { UsersController } from './users.controller.js';
import { UsersService } from './users.service.js';

/** Users: profiles, plans, search, online status. The limits of a plan may change here without looking elsewhere. */
@Module({
  imports: [TypeOrmModule.forFeature([User]), PresenceModule],
  controllers: [UsersController],
  providers: [ExternalUsers, UsersService, UserSearch, OnlineStatuses, Profiles],
  exports: [ExternalUsers, Profiles, UsersService, OnlineStatuses, PresenceModule],
})
export class UsersModule {}
