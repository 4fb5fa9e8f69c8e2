import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { OnlineStatus, UserView } from '../../contract/views/user.view.js';
import { rows } from '../../platform/database/rows.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { ChatRow } from '../views/chat-row.js';
import { LIST_DELTA, listQuery } from './list.sql.js';

export interface ListReading {
  /** In their order. */
  chats: ChatRow[];
  /** Whoever is seen in them, each once. */
  people: UserView[];
  /** Where the journal stood then. */
  next: string;
}

/** Somebody's part of a row that SQL makes by `PEOPLE`. */
export type PersonRow = [
  id: string,
  name: string,
  avatar: string | null,
  status: OnlineStatus,
  lastSeenAt: string | null,
];

type Row = ChatRow & { place: number; people: PersonRow[] | null };

/** Reads a person's chats, each whole, in one query however many there are. */
@Injectable()
export class ListReader {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** @param which one of those beside `listQuery`; the user's id is `$1` of the values */
  async read(which: string, values: unknown[], on: DataSource | EntityManager = this.database): Promise<ListReading> {
    const found = await rows<Row>(on, listQuery(which), values);
    const [shared, ...chats] = found.sort((a, b) => a.place - b.place);
    return { chats, people: this.people(shared?.people ?? null), next: shared?.chat ?? '' };
  }

  people(found: PersonRow[] | null): UserView[] {
    return (found ?? []).map(([id, name, avatar, status, lastSeenAt]) =>
      this.statuses.view({ id, name, avatar, status, lastSeenAt }),
    );
  }
}

/** A position of the journal. */
export interface Moment {
  next: string;
  /** When it was asked, in ms, as `performance.now()` counts them. */
  askedAt: number;
}

/** What changed since an earlier position. */
export interface ListDelta {
  /** Where the journal stands. */
  next: string;
  /** By the database's clock, in ms. */
  at: number;
  /** Of each chat somebody is in, the version of their private state. */
  mine: Map<string, number>;
  /** The chats of these that moved since. */
  moved: Set<string>;
  /** The people who were asked for, as they are now. */
  people: UserView[];
}

interface DeltaRow {
  next: string;
  at: number;
  mine: string | null;
  moved: string[] | null;
  people: PersonRow[] | null;
}

/** Finds out in one small query which chats of a cached list changed. It reads the journal, and no chat. */
@Injectable()
export class ListDeltaReader {
  constructor(
    private readonly database: DataSource,
    private readonly reader: ListReader,
  ) {}

  /** @param people whose user ids they are */
  async since({ next, askedAt }: Moment, userId: string, people: string[]): Promise<ListDelta> {
    const [row] = await rows<DeltaRow>(this.database, LIST_DELTA, [userId, next, performance.now() - askedAt, people]);
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
