import { Injectable, Logger } from '@nestjs/common';

import { ChatList } from '../../chats/list/chat-list.js';
import { type Hidden, Participants } from '../../chats/participants/participants.js';
import type { ChatView } from '../../contract/views/chat.view.js';
import { HistoryRooms } from './history-rooms.js';
import { userRoom } from '../sockets/room-names.js';
import { Sockets } from '../delivery/sockets.js';

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
