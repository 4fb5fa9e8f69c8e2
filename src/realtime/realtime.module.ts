import { Module } from '@nestjs/common';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { SyncModule } from '../sync/sync.module.js';
import { UsersModule } from '../users/users.module.js';
import { Admissions } from './feed/room-admission.js';
import { Audiences } from './rooms/audiences.js';
import { ChatFeeds } from './feed/chat-feeds.js';
import { ChatPushes } from './feed/chat-pushes.js';
import { ChatRooms } from './rooms/chat-rooms.js';
import { ClientEvents } from './gateway/client-events.js';
import { Connections } from './gateway/connections.js';
import { DeliveryTrace } from './nodes/delivery-trace.js';
import { DeviceSurvey } from './nodes/device-survey.js';
import { EventDoor } from './gateway/event-dispatcher.js';
import { Farewell } from './sessions/socket-drain.js';
import { FaultyLines } from './faults/faulty-lines.js';
import { FeedChecks } from './feed/feed-checks.js';
import { Handshakes } from './gateway/handshakes.js';
import { Healing } from './feed/journal-catch-up.js';
import { KeepingUp } from './gateway/sync-events.js';
import { Latecomers } from './feed/history-rooms.js';
import { MissedPushes } from './feed/missed-pushes.js';
import { Newcomers } from './rooms/new-chat-join.js';
import { Outlets } from './gateway/outlets.js';
import { PushRouter } from './rooms/push-router.js';
import { RealtimeGateway } from './gateway/realtime.gateway.js';
import { RecipientDevices } from './nodes/recipient-devices.js';
import { Relay } from './nodes/node-hints.js';
import { RenewedSessions } from './sessions/renewed-sessions.js';
import { SessionWatch } from './sessions/session-watch.js';
import { SlowReaders } from './delivery/slow-readers.js';
import { SocketAuth } from './gateway/socket-auth.js';
import { SocketsHere } from './delivery/sockets-here.js';
import { Sockets } from './delivery/sockets.js';
import { TraceController } from './nodes/trace.controller.js';
import { TypingSigns } from './gateway/typing-signs.js';

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
