import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../../platform/consistency-checks.js';
import { rows } from '../../platform/database/rows.js';
import { sampleChats } from './sampled-chats.js';
import { lookForBroken, MARKS_ARE_BROKEN, REV_IS_BROKEN, SEQ_IS_BROKEN } from './timeline.sql.js';

/** Checks that the numbers of a chat have no gap, and that its counters match the tables. */
@Injectable()
export class NumberChecks implements OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('seq is dense and lastSeq its end', () => this.broken(SEQ_IS_BROKEN));
    this.checks.add('rev is dense and lastRev its end', () => this.broken(REV_IS_BROKEN));
    this.checks.add('marks stay within their chat', () => this.broken(MARKS_ARE_BROKEN));
  }

  private async broken(isBroken: string): Promise<Finding> {
    const chatIds = await sampleChats(this.database);
    const [found] = await rows<Finding>(this.database, lookForBroken(isBroken), [chatIds]);
    return found ?? { looked: 0, violations: [] };
  }
}
