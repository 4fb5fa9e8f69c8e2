import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { OnlineStatus, UserView } from '../../contract/views/user.view.js';
import { rows } from '../../platform/database/rows.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { ChatRow } from '../views/chat-row.js';
import { listQuery } from './list.sql.js';

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
