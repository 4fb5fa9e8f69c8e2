import { Injectable, Logger } from '@nestjs/common';

import { ChatList } from '../../chats/list/chat-list.js';
import { type Hidden, Participants, type RoomFacts } from '../../chats/participants/participants.js';
import type { ChatView } from '../../contract/views/chat.view.js';
import { Sockets } from '../delivery/sockets.js';
import { chatRoom, historyRoom, userRoom } from '../sockets/chat-socket.js';

/**
 * The rooms of participants who do not see the whole history of their chat. Beside the chat's room, there is one for all from whom the
 * same part is hidden. A room must be recorded here in the same turn of the event loop in which sockets join it.
 */
@Injectable()
export class HistoryRooms {
  private readonly rooms = new Map<string, Map<string, Hidden>>();

  constructor(private readonly sockets: Sockets) {}

  /** The rooms that a participant must join. Records the history room. @param hidden null when they see everything */
  roomsFor(chatId: string, hidden: Hidden | null): string[] {
    if (!hidden) return [chatRoom(chatId)];
    const room = historyRoom(chatId, `${hidden.seq}-${hidden.at.getTime()}`);
    this.rooms.set(chatId, (this.rooms.get(chatId) ?? new Map<string, Hidden>()).set(room, hidden));
    return [chatRoom(chatId), room];
  }

  /** All rooms of a chat. */
  allRooms(chatId: string): string[] {
    return [chatRoom(chatId), ...this.of(chatId).map(([room]) => room)];
  }

  /** The history rooms with sockets, and what is hidden from each. */
  of(chatId: string): [room: string, hidden: Hidden][] {
    const rooms = this.rooms.get(chatId);
    if (!rooms) return [];
    for (const room of rooms.keys()) if (!this.sockets.anyIn(room)) rooms.delete(room);
    return [...rooms];
  }

  /** Must be called when no socket of this node is in the chat any more. */
  forget(chatId: string): void {
    this.rooms.delete(chatId);
  }
}

/** A chat as a new participant sees it, with what their sockets need to join its rooms. */
export interface NewParticipantView extends RoomFacts {
  view: ChatView;
}

/** Adds and removes the sockets of a participant to and from the rooms of a chat, and pushes `chat.created` and `chat.removed` to them. */
@Injectable()
export class RoomAdmission {
  private readonly logger = new Logger(RoomAdmission.name);

  constructor(
    private readonly chats: ChatList,
    private readonly participants: Participants,
    private readonly sockets: Sockets,
    private readonly historyRooms: HistoryRooms,
  ) {}

  /** Whether the user has a socket on this node. */
  isHere(userId: string): boolean {
    return this.sockets.anyIn(userRoom(userId));
  }

  /**
   * Reads the chat for new participants, by user id, without those who are not in it. When it cannot be read, the sockets of all of them
   * are closed too.
   */
  async read(userIds: string[], chatId: string): Promise<Map<string, NewParticipantView>> {
    try {
      const views = await this.chats.forEach(userIds, chatId);
      const facts = await this.participants.roomFactsOf(chatId, [...views.keys()]);
      return new Map(
        [...views].map(([userId, view]) => [userId, { joinedRev: null, hidden: null, ...facts.get(userId), view }]),
      );
    } catch (err) {
      // Without the room their sockets would get no pushes of this chat. They are closed, so that the clients reconnect.
      this.logger.error({ err }, 'a new chat could not be brought to its people');
      for (const userId of userIds) this.sockets.closeRoom(userRoom(userId));
      return new Map();
    }
  }

  admit(userId: string, { view, hidden }: NewParticipantView): void {
    this.sockets.emit([userRoom(userId)], 'chat.created', view);
    this.sockets.joinRooms(userRoom(userId), this.historyRooms.roomsFor(view.id, hidden));
  }

  remove(userId: string, chatId: string): void {
    this.sockets.emit([userRoom(userId)], 'chat.removed', { chatId });
    this.sockets.leaveRooms(userRoom(userId), this.historyRooms.allRooms(chatId));
  }
}
