import { Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';

import { ChatsModule } from '../chats/chats.module.js';
import { MediaModule } from '../media/media.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { ThreadsModule } from '../threads/threads.module.js';
import { UsersModule } from '../users/users.module.js';
import { Announcements } from './announcements.js';
import { AppGroupChanges } from './app-group-changes.js';
import { AppMembership } from './app-membership.js';
import { Departures, GroupExits, LeavingThreads } from './departures.js';
import { GroupArrivals, Invitations } from './joining/group-arrivals.js';
import { GroupAvatarController } from './settings/group-avatar.controller.js';
import { GroupAvatars } from './settings/group-avatars.js';
import { GroupSettings, MessageLifetimes } from './settings/group-settings.js';
import { GroupSettingsController, MessageLifetimeController } from './settings/group-settings.controller.js';
import { GroupAvatar } from './group.entity.js';
import { InviteLinks } from './joining/invite-links.js';
import { InviteLinksController, InvitesController, JoinRequestsController } from './joining/joining.controller.js';
import { Invites } from './joining/invites.js';
import { JoinRequests } from './joining/join-requests.js';
import { ProcessedGroupAvatars } from './settings/processed-group-avatars.js';
import { MembershipController } from './membership.controller.js';
import { RoleChanges, Roles } from './roles.js';

/** Membership and roles of groups: adding people, links, requests to join, leaving, settings. Only `group-lock.ts` decides who may do what. */
@Module({
  imports: [
    TypeOrmModule.forFeature([GroupAvatar]),
    ChatsModule,
    MediaModule,
    MessagesModule,
    ThreadsModule,
    UsersModule,
  ],
  controllers: [
    MembershipController,
    GroupSettingsController,
    GroupAvatarController,
    InviteLinksController,
    InvitesController,
    JoinRequestsController,
    MessageLifetimeController,
  ],
  providers: [
    Announcements,
    AppGroupChanges,
    AppMembership,
    Departures,
    GroupArrivals,
    GroupAvatars,
    GroupExits,
    GroupSettings,
    Invitations,
    InviteLinks,
    Invites,
    JoinRequests,
    LeavingThreads,
    MessageLifetimes,
    ProcessedGroupAvatars,
    RoleChanges,
    Roles,
  ],
  exports: [AppGroupChanges, AppMembership, Departures],
})
export class GroupsModule {}
