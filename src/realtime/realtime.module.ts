import { Module } from '@nestjs/common';

import { AuthModule } from '../auth/auth.module.js';
import { ChatsModule } from '../chats/chats.module.js';
import { MessagesModule } from '../messages/messages.module.js';
import { SyncModule } from '../sync/sync.module.js';
import { UsersModule } from '../users/users.module.js';
import { RoomAdmission } from './feed/room-admission.js';
import { Audiences } from './rooms/audiences.js';
import { ChatFeeds } from './feed/chat-feeds.js';
import { ChatPushes } from './feed/chat-pushes.js';
import { ChatRooms } from './rooms/chat-rooms.js';
import { ClientEvents } from './gateway/client-events.js';
import { Connections } from './gateway/connections.js';
import { DeliveryTrace } from './nodes/delivery-trace.js';
import { DeviceSurvey } from './nodes/device-survey.js';
import { EventDispatcher } from './gateway/event-dispatcher.js';
import { SocketDrain } from './sessions/socket-drain.js';
import { FaultyLines } from './faults/faulty-lines.js';
import { FeedChecks } from './feed/feed-checks.js';
import { Handshakes } from './gateway/handshakes.js';
import { JournalCatchUp } from './feed/journal-catch-up.js';
import { SyncEvents } from './gateway/sync-events.js';
import { HistoryRooms } from './feed/history-rooms.js';
import { MissedPushes } from './feed/missed-pushes.js';
import { NewChatJoin } from './rooms/new-chat-join.js';
import { Outlets } from './gateway/outlets.js';
import { PushRouter } from './rooms/push-router.js';
import { RealtimeGateway } from './gateway/realtime.gateway.js';
import { RecipientDevices } from './nodes/recipient-devices.js';
import { NodeHints } from './nodes/node-hints.js';
import { RenewedSessions } from './sessions/renewed-sessions.js';
import { SessionWatch } from './sessions/session-watch.js';
import { SlowReaders } from './delivery/slow-readers.js';
import { SocketAuth } from './gateway/socket-auth.js';
import { SocketsHere } from './delivery/sockets-here.js';
import { Sockets } from './delivery/sockets.js';
import { TraceController } from './nodes/trace.controller.js';
import { TypingSigns } from './gateway/typing-signs.js';

/** Sockets: connecting, events of clients, and pushes in the order of their numbers. The only code that knows Socket.IO. */
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
    FaultyLines,
    FeedChecks,
    Handshakes,
    JournalCatchUp,
    SyncEvents,
    HistoryRooms,
    MissedPushes,
    NewChatJoin,
    Outlets,
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
    TypingSigns,
  ],
})
export class RealtimeModule {}
