import { Module } from '@nestjs/common';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { SyncModule } from '../sync/sync.module.js';
import { UsersModule } from '../users/users.module.js';
import { HistoryRooms, RoomAdmission } from './feed/history-rooms.js';
import { Audiences, PushRouter } from './rooms/push-router.js';
import { ChatFeeds } from './feed/chat-feeds.js';
import { ChatPushes, MissedPushes } from './feed/chat-pushes.js';
import { ChatRooms, NewChatJoin } from './rooms/chat-rooms.js';
import { ClientEvents, SyncEvents } from './gateway/client-events.js';
import { Connections, Handshakes } from './gateway/handshakes.js';
import { DeliveryTrace, TraceController } from './nodes/delivery-trace.controller.js';
import { DeviceSurvey, RecipientDevices } from './nodes/device-survey.js';
import { EventDispatcher } from './gateway/event-dispatcher.js';
import { SocketDrain } from './sessions/socket-drain.js';
import { FaultyConnections } from './faults/faulty-connections.js';
import { FeedAdmissions } from './feed/feed-admissions.js';
import { FeedChecks, JournalCatchUp } from './feed/journal-catch-up.js';
import { SocketServices, RealtimeGateway } from './gateway/realtime.gateway.js';
import { NodeHints } from './nodes/node-hints.js';
import { RenewedSessions, SessionWatch } from './sessions/session-watch.js';
import { SlowReaders } from './delivery/backpressure.js';
import { SocketAuth } from './gateway/socket-auth.js';
import { Sockets, SocketsHere } from './delivery/sockets.js';
import { TypingIndicators } from './gateway/typing-indicators.js';

/**
 * Sockets: connections, events of clients, and pushes in the order of their numbers. Only this folder imports Socket.IO, so how sockets
 * are served may change here without looking elsewhere.
 */
@Module({
  imports: [AuthModule, ChatsModule, MessagesModule, SyncModule, UsersModule],
  controllers: [TraceController],
  providers: [
    RoomAdmission,
    Audiences,
    ChatFeeds,
    ChatPushes,
    ChatRooms,
    ClientEvents,
    Connections,
    DeliveryTrace,
    DeviceSurvey,
    EventDispatcher,
    SocketDrain,
    FaultyConnections,
    FeedAdmissions,
    FeedChecks,
    Handshakes,
    JournalCatchUp,
    SyncEvents,
    HistoryRooms,
    MissedPushes,
    NewChatJoin,
    SocketServices,
    PushRouter,
    RealtimeGateway,
    RecipientDevices,
    NodeHints,
    RenewedSessions,
    SessionWatch,
    SlowReaders,
    SocketAuth,
    Sockets,
    SocketsHere,
    TypingIndicators,
  ],
})
export class RealtimeModule {}
