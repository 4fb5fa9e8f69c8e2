import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import type { UserView } from '../../contract/views/user.view.js';
import { Epoch } from '../../platform/database/epoch.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { type ChatRow, readFacts, shownUserIds } from '../views/chat-row.js';
import { chatText, sendersOf, type WrittenPerson, writtenPerson } from '../views/chat-view.js';
import { type ListDelta, ListDeltaReader, ListReader, type ListReading } from './list-reader.js';
import { SOME_LISTED } from './list.sql.js';

/** A cached chat of one reader: the row and its JSON. */
interface Listed {
  /** The version of the private state that the row shows. */
  mine: number;
  /** The entry is valid until then: ms since 1970, by the database's clock. */
  holdsUntil: number;
  /** The sort key. The list is in descending order of it. */
  place: string;
  /** The row; null for a thread, which the list does not show, and for a chat that the person has left. */
  row: ChatRow | null;
  /** Ids of the users shown in it. */
  seen: string[];
  text: Buffer;
}

type People = Map<string, WrittenPerson>;

/**
 * All chats of one person as JSON, as of one position of the journal. An entry is read again when the journal lists its chat (for every change with
 * a `rev`, and every mark), when `participants.version` changed, or when `holdsUntil` has passed. The people shown are read again each time.
 */
export class CachedList {
  /** Maximum number of chats in a list. */
  static readonly MOST = 1000;

  /** The JSON of each chat, in the order of the list. */
  readonly data: Buffer[];

  private constructor(
    private readonly chats: ReadonlyMap<string, Listed>,
    private readonly people: People,
    /** The position of the journal. */
    readonly next: string,
    /** When the whole list was last read, in ms of `performance.now()`. */
    readonly begunAt: number,
  ) {
    this.data = [...chats.values()].filter(({ row }) => row !== null).map(({ text }) => text);
  }

  /** @param begunAt ms of `performance.now()`, before the query */
  static of({ chats, people, next }: ListReading, begunAt: number): CachedList {
    const written = new Map(people.map((person) => [person.id, writtenPerson(person)]));
    const listed = new Map(chats.map((row) => listedChat(row, written)));
    return new CachedList(listed, written, next, begunAt);
  }

  get userIds(): string[] {
    return [...this.people.keys()];
  }

  /** Ids of the chats that have to be read again, or for the first time. */
  stale({ mine, moved, at }: ListDelta): string[] {
    const isCurrent = (id: string, mine: number): boolean => {
      const chat = this.chats.get(id);
      return chat?.mine === mine && (chat.row === null || (chat.holdsUntil > at && !moved.has(id)));
    };
    return [...mine].filter(([id, version]) => !isCurrent(id, version)).map(([id]) => id);
  }

  /**
   * Makes a list with the changes applied.
   * @param delta what changed since this list was read
   * @param stale the answer of `stale`
   * @param fresh the stale chats, read a little later than `delta`; those that are missing in it are not listed
   */
  renewed(delta: ListDelta, stale: string[], fresh: ListReading): CachedList {
    const people: People = new Map(this.people);
    const changed = renew(people, [...delta.people, ...fresh.people]);
    const chats = new Map<string, Listed>(stale.map((id) => [id, unlisted(delta.mine.get(id) ?? 0)]));
    for (const row of fresh.chats) chats.set(...listedChat(row, people));
    for (const [id, chat] of this.chats) {
      if (delta.mine.has(id) && !chats.has(id)) chats.set(id, rewritten(chat, people, changed));
    }
    return new CachedList(stale.length > 0 ? inOrder(chats) : chats, people, delta.next, this.begunAt);
  }
}

function listedChat(row: ChatRow, people: People): [id: string, chat: Listed] {
  const { id, pinned, updatedAt, mine, holdsUntil } = readFacts(row);
  const place = `${pinned ? 1 : 0} ${updatedAt} ${id}`;
  const seen = [...shownUserIds(row.participants), ...sendersOf(row)];
  return [id, { mine, holdsUntil: holdsUntil ?? Infinity, place, row, seen, text: Buffer.from(chatText(row, people)) }];
}

const unlisted = (mine: number): Listed => {
  return { mine, holdsUntil: Infinity, place: '', row: null, seen: [], text: Buffer.alloc(0) };
};

/** Updates people whose profile or presence changed. @returns their ids */
function renew(people: People, now: UserView[]): Set<string> {
  const changed = new Set<string>();
  for (const person of now) {
    const before = people.get(person.id);
    if (before && isSame(before, person)) continue;
    people.set(person.id, writtenPerson(person));
    changed.add(person.id);
  }
  return changed;
}

function isSame(one: UserView, other: UserView): boolean {
  return (
    one.name === other.name &&
    one.avatar === other.avatar &&
    one.status === other.status &&
    one.lastSeenAt === other.lastSeenAt
  );
}

function rewritten(chat: Listed, people: People, changed: Set<string>): Listed {
  if (changed.size === 0 || !chat.row || !chat.seen.some((id) => changed.has(id))) return chat;
  return { ...chat, text: Buffer.from(chatText(chat.row, people)) };
}

function inOrder(chats: Map<string, Listed>): Map<string, Listed> {
  return new Map([...chats].sort(([, one], [, other]) => (one.place < other.place ? 1 : -1)));
}

const MINUTE = 60_000;
/** Milliseconds. A list that nobody requested for this time is dropped. */
const CACHED_MS = 2 * MINUTE;
/** Milliseconds. After this time the whole list is read again, to include changes that did not go through the journal, such as manual SQL. */
const REREAD_AFTER_MS = 5 * MINUTE;
const MOST_BYTES = 64 * 2 ** 20;
/** Estimated bytes of memory per byte of JSON. It is more than one, because the rows are cached, too. */
const WEIGHT = 4;
const NOTHING: ListReading = { chats: [], people: [], next: '' };

/**
 * Caches the chat lists that were requested lately. A client without a socket requests its list every few seconds, and only the chats that changed
 * are read.
 */
@Injectable()
export class ChatListCache {
  private readonly lists = new LRUCache<string, CachedList>({
    ttl: CACHED_MS,
    maxSize: MOST_BYTES,
    sizeCalculation: ({ data }) => data.reduce((sum, { length }) => sum + WEIGHT * length, 1_000),
  });

  /** The epoch in which all cached lists were read. */
  private cachedEpoch?: string;

  constructor(
    private readonly reader: ListReader,
    private readonly deltas: ListDeltaReader,
    private readonly metrics: Metrics,
    private readonly epoch: Epoch,
  ) {}

  /** Stores a list. @param read how many of its chats were read from the database just now, for the metrics */
  store(userId: string, list: CachedList, read: number): CachedList {
    this.lists.set(userId, list);
    this.metrics.listed.inc({ from: 'database' }, read);
    this.metrics.listed.inc({ from: 'kept' }, list.data.length - read);
    return list;
  }

  /**
   * Brings the cached list of a user up to date.
   * @returns undefined if there is none, or if all of it has to be read: because it is too old or has become too long
   */
  async renewed(userId: string): Promise<CachedList | undefined> {
    await this.forgetAnotherEpoch();
    const cached = this.lists.get(userId);
    if (!cached || performance.now() - cached.begunAt > REREAD_AFTER_MS) return undefined;
    const delta = await this.deltas.since(cached.next, userId, cached.userIds);
    const stale = cached.stale(delta);
    const fresh = stale.length > 0 ? await this.reader.read(SOME_LISTED, [userId, stale]) : NOTHING;
    const list = cached.renewed(delta, stale, fresh);
    if (list.data.length <= CachedList.MOST) return this.store(userId, list, fresh.chats.length);
    this.lists.delete(userId);
    return undefined;
  }

  /** Empties the cache in a new epoch: after a restore or a failover the journal may count from an earlier position again. */
  private async forgetAnotherEpoch(): Promise<void> {
    const now = await this.epoch.current();
    if (now !== this.cachedEpoch) this.lists.clear();
    this.cachedEpoch = now;
  }
}
