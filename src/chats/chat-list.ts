import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';

import type { ListChatsDto } from '../contract/chat.dto.js';
import type { ChatView } from '../contract/chat.view.js';
import type { OnlineStatus, UserView } from '../contract/user.view.js';
import { rows } from '../platform/database/rows.js';
import { OnlineStatuses } from '../users/online-statuses.js';
import { type ChatRow, readFacts } from './chat-row.js';
import { chatText, writtenPerson } from './chat-text.js';
import { chatView } from './chat-view.js';
import { readCursor, writeCursor } from './list-cursor.js';
import { listQuery, ONE, PAGE, SOME } from './list-query.js';

const ALL = 1000;

export interface ChatPage {
  /** The JSON of each chat's view. */
  data: Buffer[];
  meta: { next: string | null };
}

type Row = ChatRow & { place: number; people: PersonRow[] | null };
type PersonRow = [id: string, name: string, avatar: string | null, status: OnlineStatus, lastSeenAt: string | null];

/** A person's chats, each whole, in one query however many there are. */
@Injectable()
export class ChatList {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** Pinned first, then the newest activity. */
  async page(userId: string, { archived, threads = false, limit = ALL, cursor }: ListChatsDto): Promise<ChatPage> {
    const after = cursor === undefined ? null : readCursor(cursor);
    const asked = [userId, archived ?? null, after?.pinned ?? null, after?.updatedAt ?? null, after?.id ?? null];
    const { chats, people } = await this.find(listQuery(PAGE), [...asked, limit + 1, threads], writtenPerson);
    const page = chats.slice(0, limit);
    const last = page.at(-1);
    return {
      data: page.map((row) => Buffer.from(chatText(row, people))),
      meta: { next: chats.length > limit && last ? writeCursor(readFacts(last)) : null },
    };
  }

  /** One chat as its reader sees it, or undefined when they are not in it. */
  async one(userId: string, chatId: string): Promise<ChatView | undefined> {
    if (!isUUID(chatId)) return undefined;
    const { chats, people } = await this.find(listQuery(ONE), [userId, chatId], (person) => person);
    return chats[0] && chatView(chats[0], people);
  }

  /** Those of these chats that they are in. */
  async some(userId: string, chatIds: string[], on: EntityManager): Promise<ChatView[]> {
    const { chats, people } = await this.find(listQuery(SOME), [userId, chatIds], (person) => person, on);
    return chats.map((row) => chatView(row, people));
  }

  private async find<Person>(
    query: string,
    values: unknown[],
    show: (person: UserView) => Person,
    on: DataSource | EntityManager = this.database,
  ) {
    const found = await rows<Row>(on, query, values);
    const [people, ...chats] = found.sort((a, b) => a.place - b.place);
    return { chats, people: new Map(people?.people?.map((person) => [person[0], show(this.view(person))])) };
  }

  private view([id, name, avatar, status, lastSeenAt]: PersonRow): UserView {
    return this.statuses.view({ id, name, avatar, status, lastSeenAt });
  }
}
