import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';

import type { ServerEvents } from '../../contract/events.js';
import type { Caller } from '../../platform/http/caller.js';

/** Names of the rooms sockets are in. */
export const chatRoom = (chatId: string): string => `chat:${chatId}`;
/** The participants from whom the same part of the history is hidden. */
export const lateRoom = (chatId: string, part: string): string => `late:${chatId}:${part}`;
export const userRoom = (userId: string): string => `user:${userId}`;
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;

/** The chat a room is of; null for other rooms. */
export function chatOfRoom(room: string): string | null {
  return room.startsWith('chat:') ? room.slice('chat:'.length) : null;
}

type Emits = { [Event in keyof ServerEvents]: (payload: ServerEvents[Event]) => void };

/** That somebody is typing in a chat. */
export interface TypingSign {
  /** Their participant id; null until it was looked up, before anybody was told. */
  participantId: string | null;
  /** When clients forget it, milliseconds since 1970. */
  until: number;
}

/** What is known of a socket once it is connected. */
export interface SocketData extends Caller {
  /** When its token runs out, milliseconds since 1970. */
  expiresAt: number;
  /** When it had joined its rooms and was told so, milliseconds since 1970. */
  connectedAt?: number;
  /** It is slow, and gets no pushes: see `Backpressure`. */
  behind?: boolean;
  /** The chats in which it said that its person is typing, by id. */
  typing?: Map<string, TypingSign>;
  /** Set by fault injection: decides when, how often and whether an event reaches the event dispatcher. */
  intake?: (event: string, carryOut: (answered: boolean) => void) => void;
}

export type ChatServer = Server<DefaultEventsMap, Emits, DefaultEventsMap, SocketData>;
export type ChatNamespace = Namespace<DefaultEventsMap, Emits, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<DefaultEventsMap, Emits, DefaultEventsMap, SocketData>;
