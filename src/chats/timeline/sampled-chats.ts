import { randomBytes } from 'node:crypto';

import type { DataSource } from 'typeorm';

import { rows } from '../../platform/database/rows.js';

const MOVED = 25;
const ANY = 25;

/**
 * Ids of chats to look at: those that moved last, and some at random. A random one is the first at or after a random id
 * between the least and the greatest, which the index finds however many there are.
 */
export async function sampleChats(database: DataSource): Promise<string[]> {
  const [ends] = await rows<{ first: string; last: string }>(
    database,
    `select least.id first, greatest.id last
     from (select id from chats order by id limit 1) least, (select id from chats order by id desc limit 1) greatest`,
  );
  if (!ends) return [];
  const random = Array.from({ length: ANY }, () => between(ends.first, ends.last));
  const found = await rows<{ id: string }>(
    database,
    `select id from (select unnest(chat_ids) id from moves where revs <> '{}' order by xid desc limit $1) moved
     union
     select found.id from unnest($2::uuid[]) random (id),
       lateral (select c.id from chats c where c.id >= random.id order by c.id limit 1) found`,
    [MOVED, random],
  );
  return found.map(({ id }) => id);
}

/** A random id from `first` up to `last`. */
function between(first: string, last: string): string {
  const [low, high] = [numberOf(first), numberOf(last)];
  const number = low + (BigInt(`0x${randomBytes(16).toString('hex')}`) % (high - low + 1n));
  return number.toString(16).padStart(32, '0'); // PostgreSQL reads a UUID without its dashes, too
}

const numberOf = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`);
