import { Injectable, type OnModuleDestroy, Optional } from '@nestjs/common';

import { CLIENT_EVENTS } from '../../contract/events.js';
import type { FaultDecision, FaultSequence } from '../../fault-injection/fault-plan.js';
import { Faults } from '../../fault-injection/faults.js';
import { AppError } from '../../platform/errors/app-error.js';
import type { Subscription } from '../../platform/events/event-bus.js';
import { steadyNow } from '../../platform/process/steady-clock.js';
import { type ChatNamespace, type ChatSocket, sessionRoom } from '../sockets/chat-socket.js';
import { cutOff, endSession } from '../sockets/connection-refusal.js';

/** Maximum length of the queue. When it is exceeded, everything is passed on at once. */
const MOST_WAITING = 1_000;

interface Waiting {
  pass: () => void;
  due: number;
}

/** A queue that passes entries on in their order, none before its delay has passed. */
class DelayQueue {
  private waiting: Waiting[] = [];
  private timer?: NodeJS.Timeout;

  put(pass: () => void, delayMs: number): void {
    if (delayMs === 0 && this.waiting.length === 0) return pass();
    this.waiting.push({ pass, due: steadyNow() + delayMs });
    if (this.waiting.length > MOST_WAITING) this.flush();
    else if (this.waiting.length === 1) this.wait(delayMs);
  }

  /** Passes everything on now. */
  flush(): void {
    const all = this.waiting;
    this.clear();
    for (const { pass } of all) pass();
  }

  /** Drops everything that waits. */
  clear(): void {
    clearTimeout(this.timer);
    this.waiting = [];
  }

  private wait(ms: number): void {
    this.timer = setTimeout(() => this.release(), ms);
  }

  private release(): void {
    for (let next = this.waiting[0]; next; next = this.waiting[0]) {
      const ms = next.due - steadyNow();
      if (ms > 0) return this.wait(ms);
      this.waiting.shift();
      next.pass();
    }
  }
}

type Connection = ChatSocket['conn'];
type Packet = Parameters<Connection['write']>;

/** Milliseconds after which a push that waits to be swapped with the next one is sent anyway. */
const NO_NEXT = 500;

/** Events about the connection itself are neither lost nor delayed. */
const OF_THE_CONNECTION = ['connection.ready', 'sync.needed', 'server.draining', 'session.ended'];

/** The connection between one socket and its client: each packet, in either direction, is delayed, lost or doubled as the fault plan decides. */
export class FaultyConnection {
  private readonly out = new DelayQueue();
  private readonly in = new DelayQueue();
  private readonly write: Connection['write'];
  private held: { packet: Packet; timer: NodeJS.Timeout } | null = null;
  private isCut = false;
  /** A push was lost or reordered. Not all pushes have a number, so the client may not notice. */
  private mayHaveMissed = false;

  constructor(
    private readonly socket: ChatSocket,
    private readonly sequence: FaultSequence,
  ) {
    const { conn } = socket;
    this.write = conn.write.bind(conn);
    conn.write = (...packet: Packet) => this.outgoing(packet);
    socket.data.intake = (event, carryOut) => this.incoming(event, carryOut);
  }

  /** Ends the faults: sends the waiting packets, and `sync.needed` when a push was lost or reordered. */
  remove(): void {
    const { conn, data } = this.socket;
    this.flush();
    this.in.flush();
    conn.write = this.write;
    delete data.intake;
    if (this.mayHaveMissed && !this.isCut) this.socket.emit('sync.needed', {});
  }

  /** Drops all waiting packets. */
  clear(): void {
    this.out.clear();
    this.in.clear();
    clearTimeout(this.held?.timer);
    this.held = null;
  }

  private outgoing(packet: Packet): Connection {
    const { conn } = this.socket;
    const [kind, name] = nameOf(packet[0] as string);
    if (this.isCut) return conn;
    if (kind === 'connection') {
      this.flush();
      return this.write(...packet);
    }
    const decision = this.sequence.next(name);
    if (kind === 'answer') this.pass(packet, decision.delay());
    else if (decision.happens('cut')) this.cut();
    else if (decision.happens('drop')) this.mayHaveMissed = true;
    else this.push(packet, decision);
    return conn;
  }

  private push(packet: Packet, decision: FaultDecision): void {
    const delay = decision.delay();
    if (!this.held && decision.happens('reorder')) return this.hold(packet);
    this.pass(packet, delay);
    if (decision.happens('duplicate')) this.pass(packet, 0);
  }

  /** Sends a packet, and after it the one that was held back. */
  private pass(packet: Packet, delay: number): void {
    this.out.put(() => this.write(...packet), delay);
    this.sendHeld();
  }

  private hold(packet: Packet): void {
    this.mayHaveMissed = true;
    this.held = { packet, timer: setTimeout(() => this.sendHeld(), NO_NEXT) };
  }

  private sendHeld(): void {
    if (!this.held) return;
    const { packet, timer } = this.held;
    clearTimeout(timer);
    this.held = null;
    this.out.put(() => this.write(...packet), 0);
  }

  private flush(): void {
    this.sendHeld();
    this.out.flush();
  }

  private incoming(event: string, carryOut: (answered: boolean) => void): void {
    const decision = this.sequence.next(`say ${Object.hasOwn(CLIENT_EVENTS, event) ? event : 'unknown'}`);
    if (this.isCut || decision.happens('drop')) return;
    if (decision.happens('cut')) return this.cut();
    if (decision.happens('expireToken')) return endSession(this.socket, 'auth.token_expired');
    const answered = !decision.happens('loseAck');
    const twice = decision.happens('duplicate');
    this.in.put(() => {
      carryOut(answered);
      if (twice) carryOut(false);
    }, decision.delay());
  }

  private cut(): void {
    this.isCut = true;
    this.clear();
    // Deferred, because the handlers of `disconnect` must not run in the middle of the push under way.
    setImmediate(() => cutOff(this.socket.conn));
  }
}

/** The kind and the event of an encoded Socket.IO packet. It begins with 2 for an event, and with 3 for the answer to one. */
function nameOf(packet: string): ['push' | 'answer' | 'connection', name: string] {
  if (packet.startsWith('3')) return ['answer', 'answer'];
  const [, event = ''] = /^2\["([\w.]+)"/.exec(packet) ?? [];
  return [event === '' || OF_THE_CONNECTION.includes(event) ? 'connection' : 'push', event];
}

/** Installs a `FaultyConnection` on each socket whose session has a fault plan. Other sockets are not changed. */
@Injectable()
export class FaultyConnections implements OnModuleDestroy {
  private readonly connections = new Map<ChatSocket, FaultyConnection>();
  private changes?: Subscription;

  /** @param faults undefined in production */
  constructor(@Optional() private readonly faults?: Faults) {}

  serve(namespace: ChatNamespace): void {
    if (!this.faults) return;
    namespace.on('connection', (socket) => this.install(socket));
    this.changes = this.faults.changed.subscribe((sessionId) => {
      const ids = namespace.adapter.rooms.get(sessionRoom(sessionId)) ?? [];
      for (const id of [...ids]) this.reinstall(namespace.sockets.get(id));
    });
  }

  onModuleDestroy(): void {
    this.changes?.unsubscribe();
  }

  /** Checks a new socket. @throws AppError auth.token_expired when the fault plan of its session decides so */
  open(sessionId: string): void {
    const refused = this.faults?.of(sessionId)?.handshakes.next('connect').happens('expireToken') ?? false;
    if (refused) throw new AppError('auth.token_expired');
  }

  private reinstall(socket: ChatSocket | undefined): void {
    if (!socket?.connected) return; // still connecting: `connection` will install the new plan
    this.connections.get(socket)?.remove();
    this.connections.delete(socket);
    this.install(socket);
  }

  private install(socket: ChatSocket): void {
    const plan = this.faults?.of(socket.data.sessionId);
    if (!plan) return;
    const connection = new FaultyConnection(socket, plan.nextSocket());
    this.connections.set(socket, connection);
    socket.once('disconnect', () => {
      connection.clear();
      this.connections.delete(socket);
    });
  }
}
