import type { NumberedEvent } from '../../src/contract/events.js';
import type { TestSocket } from './test-socket.js';

const NUMBERED: NumberedEvent[] = [
  'message.created',
  'message.updated',
  'message.deleted',
  'reaction.added',
  'reaction.removed',
  'chat.updated',
  'participant.joined',
  'participant.left',
  'participant.updated',
];

/** The numbered events that were received of a chat: `rev` and event name, in order. */
export const numberedEvents = (socket: TestSocket | undefined, chat: { id: string }): [number, string][] =>
  (socket?.received ?? []).flatMap(({ event, payload }): [number, string][] => {
    const { chatId, rev } = payload as { chatId?: string; rev: number };
    return chatId === chat.id && NUMBERED.includes(event as NumberedEvent) ? [[rev, event]] : [];
  });

/** The numbers that were received of a chat, in order. */
export const revsReceived = (socket: TestSocket | undefined, chat: { id: string }): number[] =>
  numberedEvents(socket, chat).map(([rev]) => rev);
