import { Injectable, type OnModuleDestroy } from '@nestjs/common';

import { AppError } from '../../platform/errors/app-error.js';
import type { Subscription } from '../../platform/events/signal.js';
import { Faults } from '../../fault-injection/faults.js';
import type { ChatNamespace, ChatSocket } from '../sockets/chat-socket.js';
import { FaultyLine } from './faulty-line.js';
import { sessionRoom } from '../sockets/room-names.js';

/** Puts a `FaultyLine` before each socket whose session has a fault plan. Other sockets are not touched. */
@Injectable()
export class FaultyLines implements OnModuleDestroy {
  private readonly lines = new Map<ChatSocket, FaultyLine>();
  private changes?: Subscription;

  constructor(private readonly faults: Faults) {}

  serve(namespace: ChatNamespace): void {
    namespace.on('connection', (socket) => this.stand(socket));
    this.changes = this.faults.changed.subscribe((sessionId) => {
      const ids = namespace.adapter.rooms.get(sessionRoom(sessionId)) ?? [];
      for (const id of [...ids]) this.standAnew(namespace.sockets.get(id));
    });
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** @throws AppError auth.token_expired where the fault plan says so */
  open(sessionId: string): void {
    const refused = this.faults.of(sessionId)?.handshakes.next('connect').strikes('expireToken') ?? false;
    if (refused) throw new AppError('auth.token_expired');
  }

  private standAnew(socket: ChatSocket | undefined): void {
    if (!socket?.connected) return; // on its way in: it is met when it is there
    this.lines.get(socket)?.mend();
    this.lines.delete(socket);
    this.stand(socket);
  }

  private stand(socket: ChatSocket): void {
    const plan = this.faults.of(socket.data.sessionId);
    if (!plan) return;
    const line = new FaultyLine(socket, plan.nextSocket());
    this.lines.set(socket, line);
    socket.once('disconnect', () => {
      line.clear();
      this.lines.delete(socket);
    });
  }
}
