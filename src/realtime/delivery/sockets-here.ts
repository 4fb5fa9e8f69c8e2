import { Injectable } from '@nestjs/common';

import type { ChatSocket } from '../sockets/chat-socket.js';
import { chatRoom, userRoom } from '../sockets/room-names.js';
import { Sockets } from './sockets.js';

/** An open socket as nodes tell one another of it. */
export interface OpenSocket {
  userId: string;
  sessionId: string;
  /** When it was ready, milliseconds since 1970. */
  connectedAt: number;
  behind: boolean;
}

/** Which sockets of some people hear a chat on this node. */
@Injectable()
export class SocketsHere {
  constructor(private readonly sockets: Sockets) {}

  of(chatId: string, userIds: string[]): OpenSocket[] {
    const theirs = userIds.flatMap((userId) => this.sockets.in(userRoom(userId)));
    return theirs.filter(({ rooms }) => rooms.has(chatRoom(chatId))).flatMap(asOpen);
  }
}

/** Whether it reads so slowly that pushes are left out for it. */
function isBehind({ data }: ChatSocket): boolean {
  return data.behind === true;
}

/** Nothing yet for one that is on its way in. */
function asOpen(socket: ChatSocket): OpenSocket[] {
  const { userId, sessionId, connectedAt } = socket.data;
  return connectedAt === undefined ? [] : [{ userId, sessionId, connectedAt, behind: isBehind(socket) }];
}
