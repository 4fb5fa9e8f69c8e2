import { Injectable } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource, Raw } from 'typeorm';

import { AppError } from '../errors/app-error.js';
import { KeptAnswer } from './database.entity.js';
import type { Tx } from './transactions.js';

/** A request with an Idempotency-Key, by which a retry of it is recognised. */
export interface KeyedRequest {
  userId: string;
  key: string;
  /** A hash of the whole request. The same key with another hash is refused. */
  hash: Buffer;
  /** Called when the request gets the answer of an earlier one. */
  replayed: () => void;
}

/** Stores the answer in the transaction of the writes, so that a crash leaves both or neither. */
export type Keep<Answer> = (tx: Tx, answer: Answer) => Promise<void>;

const HOUR = 60 * 60 * 1000;

/** Carries out a request with a key once, even if it arrives several times and on several nodes. Retries get the first answer. */
@Injectable()
export class Once {
  constructor(private readonly database: DataSource) {}

  /**
   * Answers a request: from an earlier one with the same key, or by `work`.
   * @param request null when the client sent no key: then `work` runs, and nothing is stored
   * @param work writes in a transaction that must end with `keep`, if it is given
   * @throws AppError idempotency.key_reused; whatever `work` throws
   */
  async answer<Answer>(request: KeyedRequest | null, work: (keep?: Keep<Answer>) => Promise<Answer>): Promise<Answer> {
    if (!request) return work();
    const before = await this.recall(request);
    if (before) return before.answer as Answer;
    try {
      return await work((tx, answer) => keep(tx, request, answer));
    } catch (error) {
      // Perhaps a copy of the request was faster: its key is taken, or its writes prevent these.
      const meanwhile = await this.recall(request);
      if (meanwhile) return meanwhile.answer as Answer;
      throw error;
    }
  }

  /** Runs every hour. An answer is stored for 24 to 25 hours. */
  @Interval(HOUR)
  async forgetOld(): Promise<void> {
    const createdAt = Raw((at) => `${at} < now() - interval '24 hours'`);
    await this.database.getRepository(KeptAnswer).delete({ createdAt });
  }

  private async recall({ userId, key, hash, replayed }: KeyedRequest): Promise<KeptAnswer | null> {
    const kept = await this.database.getRepository(KeptAnswer).findOneBy({ userId, key });
    if (!kept) return null;
    if (!hash.equals(kept.requestHash)) throw new AppError('idempotency.key_reused');
    replayed();
    return kept;
  }
}

/** Must be the last statement of its transaction. Of two concurrent copies the second waits here, and fails when the first commits. */
async function keep(tx: Tx, { userId, key, hash }: KeyedRequest, answer: unknown): Promise<void> {
  const kept = { userId, key, requestHash: hash, answer: answer ?? null };
  await tx.manager.getRepository(KeptAnswer).insert(kept);
}
