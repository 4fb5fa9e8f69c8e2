import { Module } from '@nestjs/common';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { SyncModule } from '../sync/sync.module.js';
import { UsersModule } from '../users/users.module.js';
import { Admissions } from './admissions.js';
import { Audiences } from './audiences.js';
import { ChatFeeds } from './chat-feeds.js';
import { ChatPushes } from './chat-pushes.js';
import { ChatRooms } from './chat-rooms.js';
import { ClientEvents } from './client-events.js';
import { Connections } from './connections.js';
import { DeliveryTrace } from './delivery-trace.js';
import { DeviceSurvey } from './device-survey.js';
import { EventDoor } from './event-door.js';
import { Farewell } from './farewell.js';
import { FaultyLines } from './faulty-lines.js';
import { FeedChecks } from './feed-checks.js';
import { Handshakes } from './handshakes.js';
import { Healing } from './healing.js';
import { KeepingUp } from './keeping-up.js';
import { Latecomers } from './latecomers.js';
import { MissedPushes } from './missed-pushes.js';
import { Newcomers } from './newcomers.js';
import { Outlets } from './outlets.js';
import { PushRouter } from './push-router.js';
import { RealtimeGateway } from './realtime.gateway.js';
import { RecipientDevices } from './recipient-devices.js';
import { Relay } from './relay.js';
import { RenewedSessions } from './renewed-sessions.js';
import { SessionWatch } from './session-watch.js';
import { SlowReaders } from './slow-readers.js';
import { SocketAuth } from './socket-auth.js';
import { SocketsHere } from './sockets-here.js';
import { Sockets } from './sockets.js';
import { TraceController } from './trace.controller.js';
import { TypingSigns } from './typing-signs.js';

@Module({
  imports: [AuthModule, ChatsModule, MessagesModule, SyncModule, UsersModule],
  controllers: [TraceController],
  providers: [
    Admissions,
    Audiences,
    ChatFeeds,
    ChatPushes,
    ChatRooms,
    ClientEvents,
    Connections,
    DeliveryTrace,
    DeviceSurvey,
    EventDoor,
    Farewell,
    FaultyLines,
    FeedChecks,
    Handshakes,
    Healing,
    KeepingUp,
    Latecomers,
    MissedPushes,
    Newcomers,
    Outlets,
    PushRouter,
    RealtimeGateway,
    RecipientDevices,
    Relay,
    RenewedSessions,
    SessionWatch,
    SlowReaders,
    SocketAuth,
    Sockets,
    SocketsHere,
    TypingSigns,
  ],
})
export class RealtimeModule {}
