import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../../platform/consistency-checks.js';
import { rows } from '../../platform/database/rows.js';

const AT_ONCE = 100;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** Checks that every message belongs to a chat: the table has no foreign key for that. */
@Injectable()
export class OrphanChecks implements OnModuleInit {
  /** Each look goes on where the last one ended, and so comes round to all. */
  private after = BEGINNING;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('no message is without its chat', () => this.withoutChat());
  }

  /** From one chat that messages name to the next, each a step along the index, however many messages there are. */
  private async withoutChat(): Promise<Finding> {
    const named = await rows<{ id: string; isThere: boolean }>(
      this.database,
      `with recursive named (id, place) as (
         (select chat_id, 1 from messages where chat_id > $1 order by chat_id limit 1)
         union all
         select next.chat_id, named.place + 1
         from named, lateral (select chat_id from messages m where m.chat_id > named.id order by m.chat_id limit 1) next
         where named.place < $2)
       select named.id, c.id is not null "isThere" from named left join chats c on c.id = named.id order by named.id`,
      [this.after, AT_ONCE],
    );
    this.after = named.length === AT_ONCE ? (named.at(-1)?.id ?? BEGINNING) : BEGINNING;
    return { looked: named.length, violations: named.filter(({ isThere }) => !isThere).map(({ id }) => id) };
  }
}
