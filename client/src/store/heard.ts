import type { ServerEvents } from '../wire.js';

/** A push as it was heard: the name, and what it carries. */
export type Heard = { [Event in keyof ServerEvents]: [event: Event, payload: ServerEvents[Event]] }[keyof ServerEvents];

/** What one holds of a chat: `[seq, rev, mine, people]`, as docs/realtime.md has it. */
export type Standing = [seq: number, rev: number, mine: number, people: number];

/** The numbers a push may carry: `rev` of what its whole chat hears, `mine` of what is its person's alone. */
export interface Numbers {
  rev?: number;
  mine?: number;
  chatId?: string;
}
