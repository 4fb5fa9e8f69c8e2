import { Injectable } from '@nestjs/common';

import { Tokens } from '../../auth/sessions/tokens.js';
import { Epoch } from '../../platform/database/epoch.js';
import { Presence } from '../../presence/presence.js';
import { ChatRooms } from '../rooms/chat-rooms.js';
import type { ChatSocket } from '../sockets/chat-socket.js';

/** A socket's way in and out. */
@Injectable()
export class Connections {
  constructor(
    private readonly rooms: ChatRooms,
    private readonly presence: Presence,
    private readonly tokens: Tokens,
    private readonly epoch: Epoch,
  ) {}

  /** Joins the socket, which is in its user's room already, to all their chats; when `connection.ready` is sent, nothing is missed from there on. */
  async open(socket: ChatSocket): Promise<void> {
    const { userId, sessionId } = socket.data;
    this.presence.socketOpened(userId, sessionId, socket.id);
    await this.rooms.join(socket);
    socket.data.connectedAt = Date.now();
    socket.emit('connection.ready', {
      userId,
      sessionId,
      mediaToken: this.tokens.forMedia(socket.data),
      epoch: await this.epoch.current(),
      serverTime: new Date().toISOString(),
    });
  }

  close(socket: ChatSocket): void {
    const { userId, sessionId } = socket.data;
    this.presence.socketClosed(userId, sessionId, socket.id);
  }
}
