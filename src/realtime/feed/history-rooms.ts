import { Injectable } from '@nestjs/common';

import type { Hidden } from '../../chats/participants/participants.js';
import { chatRoom, lateRoom } from '../sockets/room-names.js';
import { Sockets } from '../delivery/sockets.js';

/**
 * The rooms here of those who do not see all of a chat: one more beside the chat's, for all from whom the same is hidden.
 * Written down in the turn in which sockets come into them.
 */
@Injectable()
export class HistoryRooms {
  private readonly rooms = new Map<string, Map<string, Hidden>>();

  constructor(private readonly sockets: Sockets) {}

  /** The rooms of a chat for somebody from whom so much is hidden. */
  roomsFor(chatId: string, hidden: Hidden | null): string[] {
    if (!hidden) return [chatRoom(chatId)];
    const room = lateRoom(chatId, `${hidden.seq}-${hidden.at.getTime()}`);
    this.rooms.set(chatId, (this.rooms.get(chatId) ?? new Map<string, Hidden>()).set(room, hidden));
    return [chatRoom(chatId), room];
  }

  /** All rooms of a chat. */
  allRooms(chatId: string): string[] {
    return [chatRoom(chatId), ...this.of(chatId).map(([room]) => room)];
  }

  /** Each history room that has somebody in it, with what is hidden from them. */
  of(chatId: string): [room: string, hidden: Hidden][] {
    const rooms = this.rooms.get(chatId);
    if (!rooms) return [];
    for (const room of rooms.keys()) if (!this.sockets.anyIn(room)) rooms.delete(room);
    return [...rooms];
  }

  /** Nobody is in the chat any more. */
  forget(chatId: string): void {
    this.rooms.delete(chatId);
  }
}
