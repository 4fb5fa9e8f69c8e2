import type { ServerEvents } from '../wire.js';

/** A push: its event name and payload. */
export type Push = { [Event in keyof ServerEvents]: [event: Event, payload: ServerEvents[Event]] }[keyof ServerEvents];

/** The numbers that a client holds of a chat: `[seq, rev, mine, people]`, as in docs/realtime.md. */
export type HeldNumbers = [seq: number, rev: number, mine: number, people: number];

/** The numbers that a push may carry: `rev` if the whole chat receives it, `mine` if only its person does. */
export interface Numbers {
  rev?: number;
  mine?: number;
  chatId?: string;
}
