import { Injectable } from '@nestjs/common';
import { LRUCache } from 'lru-cache';

import type { UserView } from '../../contract/views/user.view.js';
import { Epoch } from '../../platform/database/epoch.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { type ChatRow, readFacts, shownUserIds } from '../views/chat-row.js';
import { chatText, sendersOf, type WrittenPerson, writtenPerson } from '../views/chat-view.js';
import { type ListDelta, ListDeltaReader, ListReader, type ListReading, type Moment } from './list-reader.js';
import { SOME_LISTED } from './list.sql.js';

/** A chat as it was read and written for one reader. */
interface Listed {
  /** The version of their private state that it shows. */
  mine: number;
  /** In ms, of the database's clock. */
  holdsUntil: number;
  /** Compares as the list is ordered, the greatest first. */
  place: string;
  /** The row it was made of; null for a thread, which the list does not show, and for a chat the person has left. */
  row: ChatRow | null;
  /** Ids of the users shown in it. */
  seen: string[];
  text: Buffer;
}

type People = Map<string, WrittenPerson>;

/**
 * All chats of one person as JSON, as of one position of the journal. An entry is read again when the journal names its chat (every
 * change with a `rev`, and every mark) or when `participants.version` changed. The people shown are read again each time.
 */
export class CachedList {
  /** So many chats at most are one list. */
  static readonly MOST = 1000;

  /** The JSON of each chat, in the order of the list. */
  readonly data: Buffer[];

  private constructor(
    private readonly chats: ReadonlyMap<string, Listed>,
    private readonly people: People,
    readonly moment: Moment,
    /** When all of it was last read. */
    readonly begunAt: number,
  ) {
    this.data = [...chats.values()].filter(({ row }) => row !== null).map(({ text }) => text);
  }

  /** @param askedAt as a `Moment` has it */
  static of({ chats, people, next }: ListReading, askedAt: number): CachedList {
    const written = new Map(people.map((person) => [person.id, writtenPerson(person)]));
    const listed = new Map(chats.map((row) => listedChat(row, written)));
    return new CachedList(listed, written, { next, askedAt }, askedAt);
  }

  get userIds(): string[] {
    return [...this.people.keys()];
  }

  /** Ids of the chats that have to be read again, or for the first time. */
  stale({ mine, moved, at }: ListDelta): string[] {
    const holds = (id: string, mine: number): boolean => {
      const chat = this.chats.get(id);
      return chat?.mine === mine && (chat.row === null || (chat.holdsUntil > at && !moved.has(id)));
    };
    return [...mine].filter(([id, version]) => !holds(id, version)).map(([id]) => id);
  }

  /** @param fresh of the chats that were stale, a little later than the news; those it does not have are not listed */
  renewed(news: ListDelta, stale: string[], fresh: ListReading, askedAt: number): CachedList {
    const people: People = new Map(this.people);
    const changed = renew(people, [...news.people, ...fresh.people]);
    const chats = new Map<string, Listed>(stale.map((id) => [id, unlisted(news.mine.get(id) ?? 0)]));
    for (const row of fresh.chats) chats.set(...listedChat(row, people));
    for (const [id, chat] of this.chats) {
      if (news.mine.has(id) && !chats.has(id)) chats.set(id, rewritten(chat, people, changed));
    }
    const moment = { next: news.next, askedAt };
    return new CachedList(stale.length > 0 ? inOrder(chats) : chats, people, moment, this.begunAt);
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

/** Takes in how people are now. @returns the ids of those who are not as they were */
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
