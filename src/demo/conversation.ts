import type { FileName } from './demo-files.js';
import type { Name } from './demo-people.js';

/** A time of day, on a day before the first start. */
export type Moment = [daysAgo: number, time: `${number}:${number}`];

/** Optional parts of a line. */
export interface More {
  /** The number of the line it replies to, from 1. */
  reply?: number;
  media?: FileName;
  /** The people who react, by emoji. */
  reactions?: Record<string, Name[]>;
  /** The options, and the index of the option that each person chooses, from 0. */
  poll?: { options: string[]; votes: Partial<Record<Name, number>> };
  /** When it is sent; by default a few minutes after the line before. */
  at?: Moment;
}

/** One message: its sender, its text, its optional parts. */
export type Line = [by: Name, says: string, more?: More];

/** A chat of the demo: its messages, and what its participants have read, starred, pinned and archived. */
export interface Conversation {
  /** Must never change: the ids of the chat and its messages are derived from it. */
  key: string;
  title?: string;
  /** The first one creates the chat. */
  people: Name[];
  /** When its first line is sent. */
  begins: Moment;
  lines: Line[];
  /** How many of the last messages a person has not read. People who are not named have read all. */
  unread?: Partial<Record<Name, number>>;
  /** Line numbers, from 1. */
  stars?: Partial<Record<Name, number[]>>;
  pinnedBy?: Name[];
  archivedBy?: Name[];
}
