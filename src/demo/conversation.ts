import type { FileName } from './demo-files.js';
import type { Name } from './demo-people.js';

/** A time of day, on a day so long before the demo is written. */
export type Moment = [daysAgo: number, time: `${number}:${number}`];

/** What there may be beside a text. */
export interface More {
  /** Counts lines of the same conversation from 1. */
  reply?: number;
  media?: FileName;
  /** Who reacts with what. */
  reactions?: Record<string, Name[]>;
  /** What may be chosen, and who chooses which, counted from 0. */
  poll?: { options: string[]; votes: Partial<Record<Name, number>> };
  /** When it is said; without it a few minutes after the line before. */
  at?: Moment;
}

/** Who says what. */
export type Line = [by: Name, says: string, more?: More];

/** A chat, what is said in it, and how its people leave it. */
export interface Conversation {
  /** Never changes: the ids of the chat and its messages are made of it. */
  key: string;
  title?: string;
  /** Who starts it comes first. */
  people: Name[];
  /** When its first line is said. */
  begins: Moment;
  lines: Line[];
  /** How many of the last messages somebody has not read yet; the others have read all. */
  unread?: Partial<Record<Name, number>>;
  /** Line numbers, from 1. */
  stars?: Partial<Record<Name, number[]>>;
  pinnedBy?: Name[];
  archivedBy?: Name[];
}
