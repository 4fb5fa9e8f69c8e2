import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { steadyNow } from '../process/steady-clock.js';
import { StoredEpoch } from './database.entity.js';
import { ORIGIN } from './database.sql.js';
import { rows } from './rows.js';

interface Origin extends Pick<StoredEpoch, 'id'> {
  system: string;
  timeline: number;
}

/** Milliseconds for which the epoch is cached. It is short, because a standby may take over at any time. */
const CACHED_MS = 2_000;

/**
 * The epoch: a name of the history of this database. When it changes, numbers given before may be given again: after a restore from a
 * backup (`npm run epoch:renew`), or when a standby took over that lacked the last commits.
 */
@Injectable()
export class Epoch {
  private name?: Promise<string>;
  private until = 0;

  constructor(private readonly database: DataSource) {}

  current(): Promise<string> {
    if (!this.name || this.until < steadyNow()) {
      this.until = steadyNow() + CACHED_MS;
      this.name = this.read();
      this.name.catch(() => (this.until = 0));
    }
    return this.name;
  }

  private async read(): Promise<string> {
    const [origin] = await rows<Origin>(this.database, ORIGIN);
    const parts = [origin?.system, origin?.timeline, origin?.id];
    return createHash('sha256').update(parts.join(' ')).digest('base64url').slice(0, 16);
  }
}

/** A name that separates installations that share one Redis. */
export async function namespaceOf(database: DataSource): Promise<string> {
  const epoch = await database.getRepository(StoredEpoch).findOneBy({ single: true });
  if (!epoch) throw new Error('the table epoch is empty: run the migrations');
  return epoch.id;
}
