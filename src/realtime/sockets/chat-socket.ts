import type { DefaultEventsMap, Namespace, Server, Socket } from 'socket.io';

import type { ServerEvents } from '../../contract/events.js';
import type { Caller } from '../../platform/http/caller.js';

/* The names of Socket.IO rooms. */
export const chatRoom = (chatId: string): string => `chat:${chatId}`;
/** The room of the participants from whom the same part of the history is hidden. */
export const historyRoom = (chatId: string, part: string): string => `late:${chatId}:${part}`;
export const userRoom = (userId: string): string => `user:${userId}`;
export const sessionRoom = (sessionId: string): string => `session:${sessionId}`;

/** The id of the chat whose room this is; null for other rooms. */
export function chatOfRoom(room: string): string | null {
  return room.startsWith('chat:') ? room.slice('chat:'.length) : null;
}

type Emits = { [Event in keyof ServerEvents]: (payload: ServerEvents[Event]) => void };

/** Somebody is typing in a chat. */
export interface TypingIndicator {
  /** Their participant id; null until the chat has been read and `typing.started` was pushed. */
  participantId: string | null;
  /** When it expires, in milliseconds of `steadyNow()`. */
  until: number;
}

/** The data of a signed-in socket. */
export interface SocketData extends Caller {
  /** When its token expires, milliseconds since 1970. */
  expiresAt: number;
  /** When it had joined its rooms, just before `connection.ready`; milliseconds since 1970. */
  connectedAt?: number;
  /** True while it reads too slowly and gets no pushes: see `Backpressure`. */
  behind?: boolean;
  /** Its typing indicators, by chat id. */
  typing?: Map<string, TypingIndicator>;
  /** Set by fault injection: decides whether, when and how often an event is carried out. */
  intake?: (event: string, carryOut: (answered: boolean) => void) => void;
}

export type ChatServer = Server<DefaultEventsMap, Emits, DefaultEventsMap, SocketData>;
export type ChatNamespace = Namespace<DefaultEventsMap, Emits, DefaultEventsMap, SocketData>;
export type ChatSocket = Socket<DefaultEventsMap, Emits, DefaultEventsMap, SocketData>;
