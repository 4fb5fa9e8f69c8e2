import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import type { EntityManager } from 'typeorm';

import type { ListChatsDto } from '../../contract/dto/chat.dto.js';
import type { ChatView } from '../../contract/views/chat.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import { readFacts } from '../views/chat-row.js';
import { chatText, writtenPerson } from '../views/chat-text.js';
import { chatView } from '../views/chat-view.js';
import { ChatListCache } from './chat-list-cache.js';
import { readCursor, writeCursor } from './list-cursor.js';
import { ONE, PAGE, SOME } from './list.sql.js';
import { ListReader, type ListReading } from './list-reader.js';
import { CachedList } from './cached-list.js';

const { MOST } = CachedList;

export interface ChatPage {
  /** The JSON of each chat's view. */
  data: Buffer[];
  meta: { next: string | null };
}

/** A person's chats as they see them. */
@Injectable()
export class ChatList {
  constructor(
    private readonly reader: ListReader,
    private readonly cache: ChatListCache,
  ) {}

  /** Pinned first, then the newest activity. */
  async page(userId: string, asked: ListChatsDto): Promise<ChatPage> {
    if (!isForAll(asked)) return this.read(userId, asked).then((reading) => pageOf(reading, asked.limit ?? MOST));
    const askedAt = performance.now();
    const cached = await this.cache.renewed(userId);
    if (cached) return wholeOf(cached);
    const reading = await this.read(userId, asked);
    if (reading.chats.length > MOST) return pageOf(reading, MOST);
    return wholeOf(this.cache.keep(userId, CachedList.of(reading, askedAt), reading.chats.length));
  }

  /** One chat as its reader sees it, or undefined when they are not in it. */
  async one(userId: string, chatId: string): Promise<ChatView | undefined> {
    if (!isUUID(chatId)) return undefined;
    return views(await this.reader.read(ONE, [userId, chatId]))[0];
  }

  /** The given chats, without those the person is not in. */
  async some(userId: string, chatIds: string[], on: EntityManager): Promise<ChatView[]> {
    return views(await this.reader.read(SOME, [userId, chatIds], on));
  }

  private read(userId: string, asked: ListChatsDto): Promise<ListReading> {
    const { archived, threads = false, limit = MOST, cursor } = asked;
    const after = cursor === undefined ? null : readCursor(cursor);
    const values = [userId, archived ?? null, after?.pinned ?? null, after?.updatedAt ?? null, after?.id ?? null];
    return this.reader.read(PAGE, [...values, limit + 1, threads]);
  }
}

/** Only the whole list is cached: it is what clients without a socket ask for again and again. */
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
