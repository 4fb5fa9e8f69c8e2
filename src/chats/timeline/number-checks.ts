import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../../platform/consistency-checks.js';
import { rows } from '../../platform/database/rows.js';
import { sampleChats } from './sampled-chats.js';

/** How many of the newest numbers of each chat are checked. */
const WINDOW = 1000;

/** Checks that the numbers of a chat have no gap, and that its counters match the tables. */
@Injectable()
export class NumberChecks implements OnModuleInit {
  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('seq is dense and lastSeq its end', () => this.broken(SEQ));
    this.checks.add('rev is dense and lastRev its end', () => this.broken(REV));
    this.checks.add('marks stay within their chat', () => this.broken(MARKS));
  }

  /** One statement, so that all of it reads one snapshot. */
  private async broken(isBroken: string): Promise<Finding> {
    const [found] = await rows<{ looked: number; violations: string[] }>(
      this.database,
      `select count(*)::int looked, coalesce(array_agg(c.id) filter (where ${isBroken}), '{}') violations
       from chats c where c.id = any ($1::uuid[])`,
      [await sampleChats(this.database)],
    );
    return found ?? { looked: 0, violations: [] };
  }
}

const SEQ = `
  (select count(*) from messages m where m.chat_id = c.id and m.seq > c.last_seq - ${WINDOW})
  <> least(c.last_seq, ${WINDOW})
  or (select coalesce(max(m.seq), 0) from messages m where m.chat_id = c.id) <> c.last_seq`;

/** Sends are looked up by `seq`, which has the index: among the newest by `rev` are no more of them than among the newest by `seq`. */
const REV = `
  (select count(*) from messages m
   where m.chat_id = c.id and m.seq > c.last_seq - ${WINDOW} and m.sent_rev > c.last_rev - ${WINDOW} and m.sent_rev <= c.last_rev)
  + (select count(*) from changes x where x.chat_id = c.id and x.rev > c.last_rev - ${WINDOW} and x.rev <= c.last_rev)
  <> least(c.last_rev, ${WINDOW})
  or exists (select from changes x where x.chat_id = c.id and x.rev > c.last_rev)`;

const MARKS = `
  exists (select from participants p where p.chat_id = c.id and p.left_rev is null
    and (p.last_read_seq > p.last_delivered_seq or p.last_delivered_seq > c.last_seq
      or p.hidden_seq > c.last_seq or p.archived_seq > c.last_seq or p.last_read_rev > c.last_rev or p.joined_rev > c.last_rev))`;
