import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';

import type { ListChatsDto } from '../../contract/dto/chat.dto.js';
import type { ChatView } from '../../contract/views/chat.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import { readMoment } from '../../contract/rules/moment.js';
import { SharedRuns } from '../../platform/concurrency/shared-runs.js';
import { readWords, writeWords } from '../../platform/text/cursor.js';
import { type ChatFacts, readFacts } from '../views/chat-row.js';
import { chatText, chatView, writtenPerson } from '../views/chat-view.js';
import { CachedList, ChatListCache } from './chat-list-cache.js';
import { ONE, PAGE, SOME } from './list.sql.js';
import { ListReader, type ListReading } from './list-reader.js';

const { MOST } = CachedList;

export interface ChatPage {
  /** The JSON of each chat's view. */
  data: Buffer[];
  meta: { next: string | null };
}

/** Reads the chats of a user as they see them. */
@Injectable()
export class ChatList {
  /** By user. A list that is requested by many devices of a person at once is read once. */
  private readonly whole = new SharedRuns<ChatPage>();

  constructor(
    private readonly reader: ListReader,
    private readonly cache: ChatListCache,
  ) {}

  /**
   * One page of the chats of a user, pinned first, then newest activity first. The unfiltered list is cached.
   * @throws AppError request.invalid if `writeCursor` did not make the cursor
   */
  async page(userId: string, asked: ListChatsDto): Promise<ChatPage> {
    if (!isForAll(asked)) return this.read(userId, asked).then((reading) => pageOf(reading, asked.limit ?? MOST));
    return this.whole.run(userId, () => this.readWhole(userId));
  }

  private async readWhole(userId: string): Promise<ChatPage> {
    const begunAt = performance.now();
    const cached = await this.cache.renewed(userId);
    if (cached) return wholeOf(cached);
    const reading = await this.read(userId, {});
    if (reading.chats.length > MOST) return pageOf(reading, MOST);
    return wholeOf(this.cache.store(userId, CachedList.of(reading, begunAt), reading.chats.length));
  }

  /** One chat as its reader sees it, or undefined when they are not in it. */
  async one(userId: string, chatId: string): Promise<ChatView | undefined> {
    if (!isUUID(chatId)) return undefined;
    return views(await this.reader.read(ONE, [userId, chatId]))[0];
  }

  /** One chat as each of these users sees it who is in it, by user id. */
  async forEach(userIds: string[], chatId: string): Promise<Map<string, ChatView>> {
    const found = await this.reader.forEach(userIds, chatId);
    return new Map([...found].flatMap(([userId, reading]) => views(reading).map((view) => [userId, view])));
  }

  /** The given chats, without those the person is not in. */
  async some(userId: string, chatIds: string[], on: EntityManager): Promise<ChatView[]> {
    return views(await this.reader.read(SOME, [userId, chatIds], on));
  }

  private read(userId: string, asked: ListChatsDto): Promise<ListReading> {
    const { archived, threads = false, limit = MOST, cursor } = asked;
    const after = cursor === undefined ? [null, null, null] : readCursor(cursor);
    const values = [userId, archived ?? null, ...after];
    return this.reader.read(PAGE, [...values, limit + 1, threads]);
  }
}

/** Whether the whole list is requested. Only this is cached, because clients without a socket request it every few seconds. */
function isForAll({ archived, threads = false, limit, cursor }: ListChatsDto): boolean {
  return archived === undefined && !threads && limit === undefined && cursor === undefined;
}

const wholeOf = ({ data }: CachedList): ChatPage => ({ data, meta: { next: null } });

function pageOf({ chats, people }: ListReading, limit: number): ChatPage {
  const written = new Map(people.map((person) => [person.id, writtenPerson(person)]));
  const page = chats.slice(0, limit);
  const last = page.at(-1);
  return {
    data: page.map((row) => Buffer.from(chatText(row, written))),
    meta: { next: chats.length > limit && last ? writeCursor(readFacts(last)) : null },
  };
}

function views({ chats, people }: ListReading): ChatView[] {
  const byId = new Map<string, UserView>(people.map((person) => [person.id, person]));
  return chats.map((row) => chatView(row, byId));
}

/** The cursor of the next page: the sort key of the last chat of this one. */
function writeCursor({ pinned, updatedAt, id }: ChatFacts): string {
  return writeWords([pinned ? '1' : '0', updatedAt, id]);
}

/** @throws AppError request.invalid if `writeCursor` did not make it */
function readCursor(cursor: string): [pinned: boolean, updatedAt: string, id: string] {
  const [pinned, updatedAt, id] = readWords<[string, string, string]>(cursor, [isBit, isOurTime, isUUID]);
  return [pinned === '1', updatedAt, id];
}

const isBit = (word: string): boolean => word === '0' || word === '1';

/** Whether it is a time as `writeCursor` writes it. PostgreSQL refuses many other forms of ISO 8601. */
const isOurTime = (word: string): boolean => readMoment(word) === word;
