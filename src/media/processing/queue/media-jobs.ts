import { randomUUID } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { DataSource, type EntityManager, IsNull, LessThanOrEqual, Not, Raw, type Repository } from 'typeorm';

import type { MediaReason } from '../../../contract/views/message.view.js';
import { rows } from '../../../platform/database/rows.js';
import { Transactions } from '../../../platform/database/transactions.js';
import { MediaContent, MediaJob, MediaObject } from '../../media.entity.js';
import { changeStored, storedSize } from '../../stored-bytes.js';
import { CLAIM, UNTIL_NEXT } from './processing.sql.js';

/** Seconds. A node renews its lease while it works, so another takes over soon after it was killed. */
const LEASED_FOR = 15;
/** How often a job is begun before it is given up. */
export const ATTEMPTS = 5;
/** Seconds until the second attempt. Each later wait is twice as long. */
const FIRST_WAIT = 5;
/** Seconds. Longer than a send can take: the views of its media may have been read before the result was stored. */
const SHOW_AGAIN_AFTER = 60;

/** Seconds after which a job is tried again that the storage, the database or a full disk has stopped. */
const POSTPONED_FOR = 30;

/** A job that this node holds. */
export interface ClaimedJob {
  contentId: string;
  lease: string;
  attempts: number;
  /** Null until the content was processed. */
  processedAt: Date | null;
  /** How often its process was ended because it took more memory or time than a file may take. */
  limitKills: number;
}

/** The result of processing: the measures of the content, and the objects that replace the upload. */
export interface Result {
  content: Partial<Pick<MediaContent, 'width' | 'height' | 'duration' | 'placeholder' | 'waveform'>>;
  objects: Omit<MediaObject, 'contentId' | 'content'>[];
}

/** The queue of contents to be processed. Every change of a claimed job needs its lease, so a node that was too slow changes nothing. */
@Injectable()
export class MediaJobs {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    @InjectRepository(MediaJob) private readonly jobs: Repository<MediaJob>,
  ) {}

  /** @returns null when nothing is due */
  async claim(): Promise<ClaimedJob | null> {
    const lease = randomUUID();
    const [claimed] = await rows<Omit<ClaimedJob, 'lease'>>(this.database, CLAIM, [lease, LEASED_FOR]);
    return claimed ? { ...claimed, lease } : null;
  }

  /** Keeps a job while it is worked on. The timer must be cleared when it has ended. */
  keep({ contentId, lease }: ClaimedJob): NodeJS.Timeout {
    const leasedUntil = () => `now() + interval '${LEASED_FOR} seconds'`;
    const renew = () => void this.jobs.update({ contentId, lease }, { leasedUntil }).catch(() => undefined);
    return setInterval(renew, (LEASED_FOR / 3) * 1_000).unref();
  }

  /**
   * Stores a result.
   * @returns ids of the objects that are not named any more; those of the result itself when the lease was lost
   */
  async store(job: ClaimedJob, { content, objects }: Result): Promise<string[]> {
    return this.end(job, objects, { ...content, status: 'ready', reason: null });
  }

  /** Rejects a content. @returns ids of its objects, whose bytes are to be removed */
  async reject(job: ClaimedJob, reason: MediaReason): Promise<string[]> {
    return this.end(job, [], { status: 'rejected', reason });
  }

  /** The result was shown in all messages. It is shown once more after a while, and then the job is removed. */
  async shown({ contentId, lease, processedAt }: ClaimedJob): Promise<void> {
    if (processedAt) {
      await this.jobs.delete({ contentId, lease });
      return;
    }
    const runAt = () => `now() + interval '${SHOW_AGAIN_AFTER} seconds'`;
    await this.jobs.update({ contentId, lease }, { runAt, lease: null, leasedUntil: null, attempts: 0, error: null });
  }

  /** Puts a job back that could not be carried out for a reason that passes and has nothing to do with its content. It is no attempt. */
  async postpone({ contentId, lease, attempts }: ClaimedJob, error: string): Promise<void> {
    const runAt = () => `now() + interval '${POSTPONED_FOR} seconds'`;
    const change = { error, runAt, lease: null, leasedUntil: null, attempts: attempts - 1 };
    await this.jobs.update({ contentId, lease }, change);
  }

  /**
   * Puts a job back after a failure. The last attempt gives it up: the content is rejected as `failed`, and keeps its upload for the operator.
   * The upload goes on counting as stored.
   * @param isOverLimit whether its process was ended because it took more memory or time than a file may take
   * @returns whether it was given up
   */
  async putBack({ contentId, lease, attempts }: ClaimedJob, error: string, isOverLimit: boolean): Promise<boolean> {
    const isLast = attempts >= ATTEMPTS;
    const runAt = () => `now() + interval '${FIRST_WAIT * 2 ** (attempts - 1)} seconds'`;
    await this.transactions.run(async ({ manager }) => {
      await lockContent(manager, contentId);
      const released = { error, runAt, lease: null, leasedUntil: null };
      const counted = { ...(isOverLimit && { limitKills: () => 'limit_kills + 1' }) };
      const change = { ...released, ...counted, ...(isLast && { failedAt: () => 'now()' }) };
      const { affected } = await manager.update(MediaJob, { contentId, lease }, change);
      if (affected !== 1 || !isLast) return;
      await manager.update(
        MediaContent,
        { id: contentId, status: 'processing' },
        { status: 'rejected', reason: 'failed' },
      );
    });
    return isLast;
  }

  /** Milliseconds until the next job is due; null when there is none. */
  async untilNext(): Promise<number | null> {
    const [next] = await rows<{ ms: number | null }>(this.database, UNTIL_NEXT, []);
    return next?.ms ?? null;
  }

  /** How many jobs wait to be processed, and how many were given up. */
  async counts(): Promise<{ waiting: number; failed: number }> {
    const waiting = await this.jobs.countBy({ processedAt: IsNull(), failedAt: IsNull() });
    return { waiting, failed: await this.jobs.countBy({ failedAt: Not(IsNull()) }) };
  }

  /** Ids of contents whose job should have been done for that many seconds. */
  async overdue(seconds: number, limit: number): Promise<string[]> {
    const runAt = Raw((at) => `${at} < now() - interval '${seconds} seconds'`);
    const found = await this.jobs.find({
      where: { runAt, isBackground: false, failedAt: IsNull(), attempts: LessThanOrEqual(ATTEMPTS) },
      take: limit,
    });
    return found.map(({ contentId }) => contentId);
  }

  private async end(job: ClaimedJob, objects: Result['objects'], content: Partial<MediaContent>): Promise<string[]> {
    const { contentId, lease } = job;
    return this.transactions.run(async ({ manager }) => {
      const unprocessed = await lockContent(manager, contentId);
      const { affected } = await manager.update(MediaJob, { contentId, lease }, { processedAt: () => 'now()' });
      if (affected !== 1 || !unprocessed) return objects.map(({ id }) => id);
      const before = await manager.findBy(MediaObject, { contentId });
      const kept = new Set(objects.map(({ id }) => id));
      await manager.delete(MediaObject, { contentId });
      await manager.insert(
        MediaObject,
        objects.map((one) => ({ ...one, contentId })),
      );
      await manager.update(MediaContent, { id: contentId }, content);
      const change = storedSize({ ...unprocessed, ...content }) - storedSize(unprocessed);
      await changeStored(manager, new Map([[unprocessed.ownerId, change]]));
      return before.flatMap(({ id }) => (kept.has(id) ? [] : id));
    });
  }
}

/** Must come first: a removal of the content locks its job and its objects after the content, too. */
async function lockContent(manager: EntityManager, id: string): Promise<MediaContent | null> {
  return manager.findOne(MediaContent, { where: { id }, lock: { mode: 'pessimistic_write' } });
}
