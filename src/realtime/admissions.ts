import { Injectable, Logger } from '@nestjs/common';

import { ChatList } from '../chats/chat-list.js';
import type { ChatView } from '../contract/chat.view.js';
import { chatRoom, userRoom } from './rooms.js';
import { Sockets } from './sockets.js';

/** Lets people's sockets into the room of a chat, and out of it, and tells them. */
@Injectable()
export class Admissions {
  private readonly logger = new Logger(Admissions.name);

  constructor(
    private readonly chats: ChatList,
    private readonly sockets: Sockets,
  ) {}

  /** Whether any socket of theirs is on this node. */
  isHere(userId: string): boolean {
    return this.sockets.anyIn(userRoom(userId));
  }

  /** The chat as they see it; undefined when they are not in it, or are not to stay. */
  async look(userId: string, chatId: string): Promise<ChatView | undefined> {
    try {
      return await this.chats.one(userId, chatId);
    } catch (err) {
      // without the room they would never hear this chat: better that they connect again
      this.logger.error({ err }, 'a new chat could not be brought to its people');
      this.sockets.sendAway(userRoom(userId));
      return undefined;
    }
  }

  admit(userId: string, view: ChatView): void {
    this.sockets.emit([userRoom(userId)], 'chat.created', view);
    this.sockets.admit(userRoom(userId), chatRoom(view.id));
  }

  dismiss(userId: string, chatId: string): void {
    this.sockets.emit([userRoom(userId)], 'chat.removed', { chatId });
    this.sockets.dismiss(userRoom(userId), chatRoom(chatId));
  }
}
