import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { Standing } from '../contract/dto/sync.dto.js';
import { rows } from '../platform/database/rows.js';
import { STANDINGS } from './sync.sql.js';

/** A chat of a person, with its current numbers. */
export interface Place {
  chatId: string;
  participantId: string;
  now: Standing;
  /** The `rev` at which they last joined, and `mine` as it was then. */
  joinedRev: number;
  joinedVersion: number;
}

/** Reads four numbers for each of a person's chats, in one small query however many chats there are. */
@Injectable()
export class Standings {
  constructor(private readonly database: DataSource) {}

  /** Of all chats of a user. */
  of(userId: string): Promise<Place[]> {
    return this.read(this.database, userId, null);
  }

  /** Of these chats, without those the user is not in. */
  within(userId: string, chatIds: string[], on: EntityManager): Promise<Place[]> {
    return this.read(on, userId, chatIds);
  }

  private async read(on: DataSource | EntityManager, userId: string, chatIds: string[] | null): Promise<Place[]> {
    const found = await rows<Omit<Place, 'now'> & { now: number[] }>(on, STANDINGS, [userId, chatIds]);
    return found.map(({ now, ...place }) => ({ ...place, now: now as Standing }));
  }
}
