import { Injectable, Logger } from '@nestjs/common';

import { ChatList } from '../../chats/list/chat-list.js';
import { type Hidden, Participants } from '../../chats/participants/participants.js';
import type { ChatView } from '../../contract/views/chat.view.js';
import { Sockets } from '../delivery/sockets.js';
import { chatRoom, lateRoom, userRoom } from '../sockets/chat-socket.js';

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

/** A chat as somebody who comes into it sees it, and what of it they do not see. */
export interface Arrival {
  view: ChatView;
  hidden: Hidden | null;
}

/** Lets people's sockets into the room of a chat, and out of it, and tells them. */
@Injectable()
export class RoomAdmission {
  private readonly logger = new Logger(RoomAdmission.name);

  constructor(
    private readonly chats: ChatList,
    private readonly participants: Participants,
    private readonly sockets: Sockets,
    private readonly historyRooms: HistoryRooms,
  ) {}

  /** Whether any socket of theirs is on this node. */
  isHere(userId: string): boolean {
    return this.sockets.anyIn(userRoom(userId));
  }

  /** The chat as they see it; undefined when they are not in it, or are not to stay. */
  async look(userId: string, chatId: string): Promise<Arrival | undefined> {
    try {
      const view = await this.chats.one(userId, chatId);
      return view && { view, hidden: await this.participants.hiddenFrom(userId, chatId) };
    } catch (err) {
      // without the room they would never hear this chat: better that they connect again
      this.logger.error({ err }, 'a new chat could not be brought to its people');
      this.sockets.sendAway(userRoom(userId));
      return undefined;
    }
  }

  admit(userId: string, { view, hidden }: Arrival): void {
    this.sockets.emit([userRoom(userId)], 'chat.created', view);
    this.sockets.admit(userRoom(userId), this.historyRooms.roomsFor(view.id, hidden));
  }

  dismiss(userId: string, chatId: string): void {
    this.sockets.emit([userRoom(userId)], 'chat.removed', { chatId });
    this.sockets.dismiss(userRoom(userId), this.historyRooms.allRooms(chatId));
  }
}
