import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

import type { ServerEvent, ServerEvents } from '../../contract/events.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { FaultyConnections } from '../faults/faulty-connections.js';
import { type ChatNamespace, chatRoom, type ChatSocket, userRoom } from '../sockets/chat-socket.js';
import { SlowReaders } from './backpressure.js';

/** An open socket, as nodes describe it to each other. */
export interface OpenSocket {
  userId: string;
  sessionId: string;
  /** When it had joined its rooms, milliseconds since 1970. */
  connectedAt: number;
  behind: boolean;
}

/** The sockets of this node, by the rooms they are in. */
@Injectable()
export class Sockets {
  /** Emits each socket that has disconnected. It is in no room any more. */
  readonly closed = new Subject<ChatSocket>();
  private namespace?: ChatNamespace;

  constructor(
    private readonly metrics: Metrics,
    private readonly slowReaders: SlowReaders,
    private readonly faultyConnections: FaultyConnections,
  ) {}

  serve(namespace: ChatNamespace): void {
    this.namespace = namespace;
    namespace.on('connection', (socket) => {
      this.slowReaders.watch(socket);
      this.metrics.sockets.inc();
      socket.once('disconnect', () => {
        this.metrics.sockets.dec();
        this.closed.next(socket);
      });
    });
    // After `slowReaders`, so that packets which fault injection drops do not count as waiting.
    this.faultyConnections.serve(namespace);
  }

  /**
   * Pushes an event to rooms. The packet is encoded once. A socket in several of the rooms gets it once.
   * @param except rooms whose sockets do not get it
   */
  emit<Event extends ServerEvent>(
    rooms: string[],
    event: Event,
    payload: ServerEvents[Event],
    { except = [] }: { except?: string[] } = {},
  ): void {
    if (rooms.length === 0) return;
    this.metrics.pushes.inc({ event });
    this.namespace
      ?.to(rooms)
      .except(except)
      .emit(event, ...([payload] as never));
  }

  in(room: string): ChatSocket[] {
    const ids = this.namespace?.adapter.rooms.get(room) ?? [];
    return [...ids].flatMap((id) => this.namespace?.sockets.get(id) ?? []);
  }

  anyIn(room: string): boolean {
    return this.namespace?.adapter.rooms.has(room) ?? false;
  }

  /** Adds all sockets of one room to other rooms. */
  joinRooms(from: string, to: string[]): void {
    this.namespace?.in(from).socketsJoin(to);
  }

  /** Removes all sockets of one room from other rooms. */
  leaveRooms(from: string, out: string[]): void {
    this.namespace?.in(from).socketsLeave(out);
  }

  /** Whether all sockets of one room are in another room, too. */
  areIn(room: string, other: string): boolean {
    const { rooms } = this.namespace?.adapter ?? {};
    const others = rooms?.get(other);
    return [...(rooms?.get(room) ?? [])].every((id) => others?.has(id) ?? false);
  }

  /** Counts a push that was read from the database because its hint was lost. */
  countHealed(): void {
    this.metrics.healed.inc();
  }

  /** Closes all sockets of a room. Their clients reconnect and sync. */
  closeRoom(room: string): void {
    // Not `disconnectSockets`, because then the official client does not reconnect by itself.
    for (const id of [...(this.namespace?.adapter.rooms.get(room) ?? [])])
      this.namespace?.sockets.get(id)?.conn.close();
  }

  each(visit: (socket: ChatSocket) => void): void {
    this.namespace?.sockets.forEach(visit);
  }

  /** Closes every connection, signed in or not. */
  closeAll(): void {
    this.namespace?.server.engine.close();
  }

  onEmptied(room: (room: string) => void): void {
    this.namespace?.adapter.on('delete-room', room);
  }
}

/** Lists the sockets of some users on this node that receive the pushes of a chat. */
@Injectable()
export class SocketsHere {
  constructor(private readonly sockets: Sockets) {}

  of(chatId: string, userIds: string[]): OpenSocket[] {
    const theirs = userIds.flatMap((userId) => this.sockets.in(userRoom(userId)));
    return theirs.filter(({ rooms }) => rooms.has(chatRoom(chatId))).flatMap(asOpen);
  }
}

function isBehind({ data }: ChatSocket): boolean {
  return data.behind === true;
}

/** Leaves out a socket that is still connecting. */
function asOpen(socket: ChatSocket): OpenSocket[] {
  const { userId, sessionId, connectedAt } = socket.data;
  return connectedAt === undefined ? [] : [{ userId, sessionId, connectedAt, behind: isBehind(socket) }];
}
