import { Injectable } from '@nestjs/common';

import type { ChatSocket } from '../sockets/chat-socket.js';
import { chatRoom, userRoom } from '../sockets/room-names.js';
import { Sockets } from './sockets.js';

/** An open socket, as nodes describe it to each other. */
export interface OpenSocket {
  userId: string;
  sessionId: string;
  /** When it was ready, milliseconds since 1970. */
  connectedAt: number;
  behind: boolean;
}

/** Lists the sockets of this node that receive the pushes of a chat, for some people. */
@Injectable()
export class SocketsHere {
  constructor(private readonly sockets: Sockets) {}

  of(chatId: string, userIds: string[]): OpenSocket[] {
    const theirs = userIds.flatMap((userId) => this.sockets.in(userRoom(userId)));
    return theirs.filter(({ rooms }) => rooms.has(chatRoom(chatId))).flatMap(asOpen);
  }
}

/** Whether it is slow, and gets no pushes. */
function isBehind({ data }: ChatSocket): boolean {
  return data.behind === true;
}

/** Leaves out a socket that is still connecting. */
function asOpen(socket: ChatSocket): OpenSocket[] {
  const { userId, sessionId, connectedAt } = socket.data;
  return connectedAt === undefined ? [] : [{ userId, sessionId, connectedAt, behind: isBehind(socket) }];
}
