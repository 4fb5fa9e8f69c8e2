import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { UserView } from '../../contract/views/user.view.js';
import { rows } from '../../platform/database/rows.js';
import { LIST_DELTA } from './list.sql.js';
import { ListReader, type PersonRow } from './list-reader.js';

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

interface Row {
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
    const [row] = await rows<Row>(this.database, LIST_DELTA, [userId, next, performance.now() - askedAt, people]);
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
