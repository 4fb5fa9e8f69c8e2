import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { OnlineStatus, UserView } from '../../contract/views/user.view.js';
import { rows } from '../../platform/database/rows.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { ChatRow } from '../views/chat-row.js';
import { FOR_EACH, LIST_DELTA, listQuery } from './list.sql.js';

export interface ListReading {
  /** In the order of the list. */
  chats: ChatRow[];
  /** The people shown in these chats, each once. */
  people: UserView[];
  /** The position of the journal at that moment. */
  next: string;
}

/** A person as `PEOPLE` of `list.sql.ts` selects them. */
export type PersonRow = [
  id: string,
  name: string,
  avatar: string | null,
  status: OnlineStatus,
  lastSeenAt: string | null,
];

type Row = ChatRow & { place: number; people: PersonRow[] | null };

/**
 * How many readers of one chat a statement serves. With 5,000 people in the chat, it takes about a second, and PostgreSQL ends statements
 * after four.
 */
const READERS = 100;

/** Reads chats of a user, each complete, in one query however many there are. */
@Injectable()
export class ListReader {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /**
   * @param which `ONE`, `SOME`, `SOME_LISTED` or `PAGE`
   * @param values parameters of the query; the first is the user's id
   */
  async read(which: string, values: unknown[], on: DataSource | EntityManager = this.database): Promise<ListReading> {
    return this.reading(await rows<Row>(on, listQuery(which), values));
  }

  /** One chat as each of several users sees it, by user id. Who is not in it has no chat in their reading. */
  async forEach(userIds: string[], chatId: string): Promise<Map<string, ListReading>> {
    const byReader = new Map<string, Row[]>(userIds.map((userId) => [userId, []]));
    for (let from = 0; from < userIds.length; from += READERS) {
      const part = userIds.slice(from, from + READERS);
      const found = await rows<Row & { reader: string }>(this.database, FOR_EACH, [part, chatId]);
      for (const row of found) byReader.get(row.reader)?.push(row);
    }
    return new Map([...byReader].map(([userId, found]) => [userId, this.reading(found)]));
  }

  private reading(found: Row[]): ListReading {
    const [shared, ...chats] = found.sort((a, b) => a.place - b.place);
    return { chats, people: this.people(shared?.people ?? null), next: shared?.chat ?? '' };
  }

  people(found: PersonRow[] | null): UserView[] {
    return (found ?? []).map(([id, name, avatar, status, lastSeenAt]) =>
      this.statuses.view({ id, name, avatar, status, lastSeenAt }),
    );
  }
}

/** What changed since an earlier position. */
export interface ListDelta {
  /** The position of the journal now. */
  next: string;
  /** When this was read: ms since 1970, by the database's clock. */
  at: number;
  /** For each chat the user is in, the version of their private state. */
  mine: Map<string, number>;
  /** Ids of those chats that the journal has listed since. */
  moved: Set<string>;
  /** The requested people, as they are now. */
  people: UserView[];
}

interface DeltaRow {
  next: string;
  at: number;
  mine: string | null;
  moved: string[] | null;
  people: PersonRow[] | null;
}

/** Finds out in one small query which chats of a cached list changed. It reads the journal and the participations of the user, but no chats. */
@Injectable()
export class ListDeltaReader {
  constructor(
    private readonly database: DataSource,
    private readonly reader: ListReader,
  ) {}

  /** @param from a position of the journal @param people ids of the users to read again */
  async since(from: string, userId: string, people: string[]): Promise<ListDelta> {
    const [row] = await rows<DeltaRow>(this.database, LIST_DELTA, [userId, from, people]);
    if (!row) throw new Error('the journal does not answer');
    const mine = (row.mine ?? '').split(',').filter((one) => one !== '');
    return {
      next: row.next,
      at: row.at,
      mine: new Map(mine.map((one) => [one.slice(0, ID), Number(one.slice(ID))])),
      moved: new Set(row.moved),
      people: this.reader.people(row.people),
    };
  }
}

/** Characters of a UUID. */
const ID = 36;
