import type { Name } from './demo-people.js';

/** Who says what. `reply` counts lines of the same conversation from 1; `media` is an address, or the demo's own picture. */
export type Line = [by: Name, says: string, more?: { reply?: number; media?: string }];

/** A chat, what is said in it, and how its people leave it. */
export interface Conversation {
  /** Never changes: the ids of the chat and its messages are made of it. */
  key: string;
  title?: string;
  /** Who starts it comes first. */
  people: Name[];
  lines: Line[];
  /** How many of the last messages somebody has not read yet; the others have read all. */
  unread?: Partial<Record<Name, number>>;
  /** Line numbers, from 1. */
  stars?: Partial<Record<Name, number[]>>;
  pinnedBy?: Name[];
  archivedBy?: Name[];
}

/** Stands for the picture that the demo draws and uploads. */
export const PICTURE = 'the picture';
