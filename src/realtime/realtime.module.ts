import { Module } from '@nestjs/common';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { UsersModule } from '../users/users.module.js';
import { Admissions } from './admissions.js';
import { Audiences } from './audiences.js';
import { ChatFeeds } from './chat-feeds.js';
import { ChatRooms } from './chat-rooms.js';
import { ClientEvents } from './client-events.js';
import { Connections } from './connections.js';
import { EventDoor } from './event-door.js';
import { Farewell } from './farewell.js';
import { FeedChecks } from './feed-checks.js';
import { Healing } from './healing.js';
import { MissedPushes } from './missed-pushes.js';
import { Newcomers } from './newcomers.js';
import { Outlets } from './outlets.js';
import { PushRouter } from './push-router.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { Relay } from './relay.js';
import { SessionWatch } from './session-watch.js';
import { SlowReaders } from './slow-readers.js';
import { SocketAuth } from './socket-auth.js';
import { Sockets } from './sockets.js';
import { TypingSigns } from './typing-signs.js';

@Module({
  imports: [AuthModule, ChatsModule, MessagesModule, UsersModule],
  providers: [
    Admissions,
    Audiences,
    ChatFeeds,
    ChatRooms,
    ClientEvents,
    Connections,
    EventDoor,
    Farewell,
    FeedChecks,
    Healing,
    MissedPushes,
    Newcomers,
    Outlets,
    PushRouter,
    RealtimeGateway,
    Relay,
    SessionWatch,
    SlowReaders,
    SocketAuth,
    Sockets,
    TypingSigns,
  ],
})
export class RealtimeModule {}
