import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { ThreadsModule } from '../threads/threads.module.js';
import { UsersModule } from '../users/users.module.js';
import { Announcements } from './announcements.js';
import { Departures } from './departures.js';
import { GroupArrivals } from './joining/group-arrivals.js';
import { GroupAvatars } from './settings/group-avatars.js';
import { GroupExits } from './group-exits.js';
import { GroupSettings } from './settings/group-settings.js';
import { GroupSettingsController } from './settings/group-settings.controller.js';
import { Invitations } from './joining/invitations.js';
import { InviteLinks } from './joining/invite-links.js';
import { InviteLinksController } from './joining/invite-links.controller.js';
import { Invites } from './joining/invites.js';
import { InvitesController } from './joining/invites.controller.js';
import { JoinRequests } from './joining/join-requests.js';
import { JoinRequestsController } from './joining/join-requests.controller.js';
import { LeavingThreads } from './leaving-threads.js';
import { MembershipController } from './membership.controller.js';
import { MessageLifetimeController } from './settings/message-lifetime.controller.js';
import { MessageLifetimes } from './settings/message-lifetimes.js';
import { Roles } from './roles.js';

/** Membership and roles of groups: invitations, links, requests to join, leaving, settings. Who may do what is decided in `permissions.ts` alone. */
@Module({
  imports: [ChatsModule, MessagesModule, ThreadsModule, UsersModule],
  controllers: [
    MembershipController,
    GroupSettingsController,
    InviteLinksController,
    InvitesController,
    JoinRequestsController,
    MessageLifetimeController,
  ],
  providers: [
    Announcements,
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
    Roles,
  ],
})
export class GroupsModule {}
