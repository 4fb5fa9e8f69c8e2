import { Injectable, Logger } from '@nestjs/common';
import {
  type OnGatewayConnection,
  type OnGatewayDisconnect,
  type OnGatewayInit,
  WebSocketGateway,
} from '@nestjs/websockets';

import { asAppError } from '../../platform/errors/app-error.js';
import { coalesceWrites } from '../delivery/backpressure.js';
import { Sockets } from '../delivery/sockets.js';
import { ChatFeeds } from '../feed/chat-feeds.js';
import { PushRouter } from '../rooms/push-router.js';
import { SessionWatch } from '../sessions/session-watch.js';
import type { ChatNamespace, ChatServer, ChatSocket } from '../sockets/chat-socket.js';
import { closeWithError } from '../sockets/connection-refusal.js';
import { EventDispatcher } from './event-dispatcher.js';
import { Connections } from './handshakes.js';
import { SocketAuth } from './socket-auth.js';

/** Starts the services that need the Socket.IO namespace. */
@Injectable()
export class SocketServices {
  constructor(
    private readonly sockets: Sockets,
    private readonly feeds: ChatFeeds,
    private readonly router: PushRouter,
    private readonly watch: SessionWatch,
  ) {}

  start(namespace: ChatNamespace): void {
    this.sockets.serve(namespace);
    this.feeds.serve();
    this.router.serve();
    this.watch.serve(namespace);
  }
}

/** Connects Nest's WebSocket lifecycle to the services that handle sockets. `EventDispatcher` handles the events of clients. */
@WebSocketGateway()
export class RealtimeGateway
  implements OnGatewayInit<ChatServer>, OnGatewayConnection<ChatSocket>, OnGatewayDisconnect<ChatSocket>
{
  private readonly logger = new Logger(RealtimeGateway.name);

  constructor(
    private readonly auth: SocketAuth,
    private readonly services: SocketServices,
    private readonly dispatcher: EventDispatcher,
    private readonly connections: Connections,
  ) {}

  afterInit(server: ChatServer): void {
    coalesceWrites(server);
    const namespace = server.of('/');
    this.auth.guard(namespace);
    this.services.start(namespace);
  }

  async handleConnection(socket: ChatSocket): Promise<void> {
    this.dispatcher.attach(socket);
    try {
      await this.connections.open(socket);
    } catch (err) {
      // Without its rooms the socket would receive no pushes. It is closed, so that the client reconnects.
      this.logger.error({ err }, 'socket could not be joined to its chats');
      closeWithError(socket.conn, asAppError(err));
    }
  }

  handleDisconnect(socket: ChatSocket): void {
    this.connections.close(socket);
  }
}
