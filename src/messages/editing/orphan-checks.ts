import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../../platform/consistency-checks.js';
import { rows } from '../../platform/database/rows.js';
import { NAMED_CHATS } from './editing.sql.js';

const AT_ONCE = 100;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** Checks that every message belongs to a chat: the table has no foreign key for that. */
@Injectable()
export class OrphanChecks implements OnModuleInit {
  /** Each check continues where the last one ended, so that all chats are checked in turn. */
  private after = BEGINNING;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('no message is without its chat', () => this.withoutChat());
  }

  private async withoutChat(): Promise<Finding> {
    const named = await rows<{ id: string; isThere: boolean }>(this.database, NAMED_CHATS, [this.after, AT_ONCE]);
    this.after = named.length === AT_ONCE ? (named.at(-1)?.id ?? BEGINNING) : BEGINNING;
    return { looked: named.length, violations: named.filter(({ isThere }) => !isThere).map(({ id }) => id) };
  }
}
