import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import { Epoch } from '../../platform/database/epoch.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { ListDeltaReader } from './list-delta.js';
import { SOME_LISTED } from './list.sql.js';
import { ListReader, type ListReading } from './list-reader.js';
import { CachedList } from './cached-list.js';

const MINUTE = 60_000;
/** An entry nobody asked for in this time is dropped. */
const KEPT = 2 * MINUTE;
/** After this time the whole list is read again, to pick up changes that did not go through the journal, such as manual SQL. */
const BELIEVED = 5 * MINUTE;
const MOST_BYTES = 64 * 2 ** 20;
/** Bytes of memory per character of JSON, about: the rows that it was made of are kept as well. */
const WEIGHT = 4;
const NOTHING: ListReading = { chats: [], people: [], next: '' };

/**
 * Caches the chat lists that were asked for lately. A client without a socket asks for its list every few seconds, and little has
 * changed: only the changed chats are read.
 */
@Injectable()
export class ChatListCache {
  private readonly lists = new LRUCache<string, CachedList>({
    ttl: KEPT,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ data }) => data.reduce((sum, { length }) => sum + WEIGHT * length, 1_000),
  });

  /** The epoch that all of them are from. */
  private keptFrom?: string;

  constructor(
    private readonly reader: ListReader,
    private readonly news: ListDeltaReader,
    private readonly metrics: Metrics,
    private readonly epoch: Epoch,
  ) {}

  /** @param read how many of its chats were just read from the database */
  keep(userId: string, list: CachedList, read: number): CachedList {
    this.lists.set(userId, list);
    this.metrics.listed.inc({ from: 'database' }, read);
    this.metrics.listed.inc({ from: 'kept' }, list.data.length - read);
    return list;
  }

  /** @returns undefined when there is none, or none that can still be relied on */
  async renewed(userId: string): Promise<CachedList | undefined> {
    await this.forgetAnotherEpoch();
    const askedAt = performance.now();
    const kept = this.lists.get(userId);
    if (!kept || askedAt - kept.begunAt > BELIEVED) return undefined;
    const news = await this.news.since(kept.moment, userId, kept.userIds);
    const stale = kept.stale(news);
    const fresh = stale.length > 0 ? await this.reader.read(SOME_LISTED, [userId, stale]) : NOTHING;
    const list = kept.renewed(news, stale, fresh, askedAt);
    if (list.data.length <= CachedList.MOST) return this.keep(userId, list, fresh.chats.length);
    this.lists.delete(userId);
    return undefined;
  }

  /** After a restore or a failover the journal may count from an earlier position again: the cache is emptied. */
  private async forgetAnotherEpoch(): Promise<void> {
    const now = await this.epoch.current();
    if (now !== this.keptFrom) this.lists.clear();
    this.keptFrom = now;
  }
}
