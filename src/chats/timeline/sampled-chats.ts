import { randomBytes } from 'node:crypto';

import type { DataSource, FindOptionsOrderValue } from 'typeorm';

import { rows } from '../../platform/database/rows.js';
import { Chat } from '../chat.entity.js';
import { SAMPLE } from './timeline.sql.js';

const MOVED = 25;
const ANY = 25;

/**
 * Ids of chats to look at: those that moved last, and some at random. A random one is the first at or after a random id
 * between the least and the greatest, which the index finds however many there are.
 */
export async function sampleChats(database: DataSource): Promise<string[]> {
  const [first, last] = [await atTheEnd(database, 'ASC'), await atTheEnd(database, 'DESC')];
  if (first === undefined || last === undefined) return [];
  const random = Array.from({ length: ANY }, () => between(first, last));
  const found = await rows<{ id: string }>(database, SAMPLE, [MOVED, random]);
  return found.map(({ id }) => id);
}

/** The id of the first chat in this order. */
async function atTheEnd({ manager }: DataSource, order: FindOptionsOrderValue): Promise<string | undefined> {
  const [chat] = await manager.find(Chat, { select: { id: true }, order: { id: order }, take: 1 });
  return chat?.id;
}

/** A random id from `first` up to `last`. */
function between(first: string, last: string): string {
  const [low, high] = [numberOf(first), numberOf(last)];
  const number = low + (BigInt(`0x${randomBytes(16).toString('hex')}`) % (high - low + 1n));
  return number.toString(16).padStart(32, '0'); // PostgreSQL reads a UUID without its dashes, too
}

const numberOf = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`);
