import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import { AppError } from '../errors/app-error.js';
import { rows } from './rows.js';
import type { Tx } from './transactions.js';

/** A request that can be told from others and known again, because its client gave it a key. */
export interface KeyedRequest {
  userId: string;
  key: string;
  /** Of all that was asked: the same key for something else is a mistake. */
  hash: Buffer;
  /** To be called when it is answered from an earlier copy. */
  replayed: () => void;
}

/** Keeps the answer beside what was written, in its transaction: there are both or neither, whatever dies when. */
export type Keep<Answer> = (tx: Tx, answer: Answer) => Promise<void>;

interface KeptAnswer<Answer> {
  hash: Buffer;
  answer: Answer | null;
}

const HOUR = 60 * 60 * 1000;

/** Carries a keyed request out once, however often and on however many nodes it arrives; its copies get the first one's answer. */
@Injectable()
export class Once {
  constructor(private readonly database: DataSource) {}

  /**
   * @param request null when the client gave no key: then nothing is kept, and nothing looked up
   * @param work writes in a transaction that ends with `keep`, where there is one
   * @throws AppError idempotency.key_reused; whatever `work` throws
   */
  async answer<Answer>(request: KeyedRequest | null, work: (keep?: Keep<Answer>) => Promise<Answer>): Promise<Answer> {
    if (!request) return work();
    const before = await this.recall<Answer>(request);
    if (before) return before.answer as Answer;
    try {
      return await work((tx, answer) => keep(tx, request, answer));
    } catch (error) {
      // Perhaps only because a copy came first: then its key is taken, or what it did stands in the way of doing it again.
      const meanwhile = await this.recall<Answer>(request);
      if (meanwhile) return meanwhile.answer as Answer;
      throw error;
    }
  }

  /** Every hour. An answer is kept for a day, and until the sweep after it. */
  @Interval(HOUR)
  async forgetOld(): Promise<void> {
    await this.database.query(`delete from kept_answers where created_at < now() - interval '24 hours'`);
  }

  private async recall<Answer>({ userId, key, hash, replayed }: KeyedRequest): Promise<KeptAnswer<Answer> | null> {
    const sql = 'select request_hash hash, answer from kept_answers where user_id = $1 and key = $2';
    const [kept] = await rows<KeptAnswer<Answer>>(this.database, sql, [userId, key]);
    if (!kept) return null;
    if (!hash.equals(kept.hash)) throw new AppError('idempotency.key_reused');
    replayed();
    return kept;
  }
}

/** Last in its transaction. Of two copies at once the second waits here for the first to end, and fails when that did not. */
async function keep(tx: Tx, { userId, key, hash }: KeyedRequest, answer: unknown): Promise<void> {
  const sql = 'insert into kept_answers (user_id, key, request_hash, answer) values ($1, $2, $3, $4)';
  await tx.manager.query(sql, [userId, key, hash, JSON.stringify(answer ?? null)]);
}
