import { Module } from '@nestjs/common';

import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { ThreadsModule } from '../threads/threads.module.js';
import { UsersModule } from '../users/users.module.js';
import { Announcements } from './announcements.js';
import { Approvals } from './approvals.js';
import { Departures } from './departures.js';
import { GroupArrivals } from './group-arrivals.js';
import { GroupAvatars } from './group-avatars.js';
import { GroupExits } from './group-exits.js';
import { GroupSettings } from './group-settings.js';
import { GroupSettingsController } from './group-settings.controller.js';
import { Invitations } from './invitations.js';
import { InviteLinks } from './invite-links.js';
import { InviteLinksController } from './invite-links.controller.js';
import { Invites } from './invites.js';
import { InvitesController } from './invites.controller.js';
import { JoinRequests } from './join-requests.js';
import { JoinRequestsController } from './join-requests.controller.js';
import { LeavingThreads } from './leaving-threads.js';
import { MembershipController } from './membership.controller.js';
import { MessageLifetimeController } from './message-lifetime.controller.js';
import { MessageLifetimes } from './message-lifetimes.js';
import { Roles } from './roles.js';

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
    Approvals,
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
