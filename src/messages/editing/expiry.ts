import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { lockChat } from '../../chats/timeline/timeline.js';
import { SHORTEST_LIFETIME } from '../../contract/dto/chat.dto.js';
import { UploadLifecycle } from '../../media/uploads/upload-lifecycle.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { Erasures } from './erasures.js';

/** Milliseconds, less than the shortest lifetime: so every node learns in time of each message that will disappear, whichever node stored it. */
const LOOK_EVERY = (SHORTEST_LIFETIME - 1) * 1_000;
const AFTER_ERROR = 1_000;
/** How many messages are erased in one transaction, during which the chat is locked. */
const BATCH = 250;

/** Messages of one chat whose lifetime is over. */
interface Due {
  chatId: string;
  ids: string[];
}

/**
 * Erases messages whose lifetime is over, as if somebody had deleted them. Readers stop seeing them at the exact time: see `deletedAt`.
 * All nodes do it, and the lock of the chat makes sure that each message is erased once. In between, a node only reads an index of
 * the messages that will disappear.
 */
@Injectable()
export class Expiry implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Expiry.name);
  private timer?: NodeJS.Timeout;
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly erasures: Erasures,
    private readonly uploads: UploadLifecycle,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.wait(0);
  }

  /** Finishes the current batch. The rest is left to other nodes, or to the next start. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  /** Erases all that is due. @returns ms until there is more to do, or to look at */
  async sweep(): Promise<number> {
    const failed: string[] = [];
    for (let due = await this.due(failed); due.length > 0 && !this.stopped; due = await this.due(failed)) {
      for (const one of due) if (!(await this.erase(one))) failed.push(one.chatId);
    }
    return failed.length > 0 ? AFTER_ERROR : this.untilNext();
  }

  private wait(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.turn = this.sweepAndWait();
    }, ms);
  }

  private async sweepAndWait(): Promise<void> {
    const next = this.sweep().catch((err: unknown) => {
      this.logger.warn({ err }, 'what is to disappear could not be looked for');
      return AFTER_ERROR;
    });
    this.wait(await next);
  }

  /** @param except chats that cannot be written just now: they do not hold up the others */
  private due(except: string[]): Promise<Due[]> {
    return rows<Due>(this.database, DUE, [BATCH, except]);
  }

  /** @returns false when it has to be tried again */
  private async erase({ chatId, ids }: Due): Promise<boolean> {
    try {
      const files = await this.transactions.run(async (tx) => {
        await lockChat(tx, chatId);
        const still = await rows<{ id: string }>(tx.manager, STILL_THERE, [chatId, ids]);
        if (still.length === 0) return [];
        const gone = still.map(({ id }) => id);
        return this.erasures.erase(tx, chatId, gone, null);
      });
      await this.uploads.discard(files);
      return true;
    } catch (err) {
      this.logger.warn({ err, chatId }, 'what has outlived its time could not be erased');
      return false;
    }
  }

  private async untilNext(): Promise<number> {
    const [next] = await rows<{ ms: number }>(this.database, NEXT);
    return Math.min(next?.ms ?? LOOK_EVERY, LOOK_EVERY);
  }
}

const TO_DISAPPEAR = 'expires_at is not null and deleted_at is null';

/** In the order of the chats' ids, as all who lock more than one do, though here it is one after the other. */
const DUE = `
  select chat_id "chatId", array_agg(id) ids
  from (
    select chat_id, id from messages
    where ${TO_DISAPPEAR} and expires_at <= now() and chat_id <> all ($2::uuid[]) order by expires_at limit $1) due
  group by chat_id order by chat_id`;

/** Another node may have erased it already, or somebody deleted it. */
const STILL_THERE = `
  select id from messages where chat_id = $1 and id = any ($2::uuid[]) and ${TO_DISAPPEAR} order by seq`;

/** By the database's clock, which sets the times. */
const NEXT = `
  select greatest(ceil(extract(epoch from expires_at - now()) * 1000), 0)::float8 ms
  from messages where ${TO_DISAPPEAR} order by expires_at limit 1`;
