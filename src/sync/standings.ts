import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import { SHOWN } from '../chats/views/shown-participants.js';
import type { Standing } from '../contract/dto/sync.dto.js';
import { rows } from '../platform/database/rows.js';

/** A chat of a person, with its present numbers. */
export interface Place {
  chatId: string;
  participantId: string;
  now: Standing;
  /** When they came, the last time, and `mine` as it was by then. */
  joinedRev: number;
  joinedVersion: number;
}

/** Reads four numbers for each of a person's chats, in one small query however many chats there are. */
@Injectable()
export class Standings {
  constructor(private readonly database: DataSource) {}

  /** In all their chats. */
  of(userId: string): Promise<Place[]> {
    return this.read(this.database, userId, null);
  }

  /** In those of these chats that they are in. */
  within(userId: string, chatIds: string[], on: EntityManager): Promise<Place[]> {
    return this.read(on, userId, chatIds);
  }

  private async read(on: DataSource | EntityManager, userId: string, chatIds: string[] | null): Promise<Place[]> {
    const found = await rows<Omit<Place, 'now'> & { now: number[] }>(on, STANDINGS, [userId, chatIds]);
    return found.map(({ now, ...place }) => ({ ...place, now: now as Standing }));
  }
}

/**
 * People are those whom the chat list shows, each counted once beside what grows: the sum is never zero, so that four zeros
 * mean a chat that is not held. Floats hold such sums exactly, and come as numbers.
 */
const STANDINGS = `
  select c.id "chatId", p.id "participantId", p.joined_rev "joinedRev", p.joined_version "joinedVersion", array[c.last_seq, c.last_rev, p.version, shown.people]::float8[] now
  from participants p
  join chats c on c.id = p.chat_id
  cross join lateral (
    select sum(first.last_read_seq::bigint + first.last_delivered_seq + u.version + 1) people
    from (
      select s.user_id, s.last_read_seq, s.last_delivered_seq from participants s
      where s.chat_id = c.id and s.left_rev is null order by s.user_id <> $1, s.id limit ${SHOWN}) first
    join users u on u.id = first.user_id) shown
  where p.user_id = $1 and p.left_rev is null and ($2::uuid[] is null or p.chat_id = any ($2))`;
