import { randomBytes } from 'node:crypto';

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource, type FindOptionsOrderValue } from 'typeorm';

import { ConsistencyChecks, type Finding } from '../../platform/health/checks.js';
import { rows } from '../../platform/database/rows.js';
import { Chat } from '../chat.entity.js';
import { lookForBroken, MARKS_ARE_BROKEN, REV_IS_BROKEN, SAMPLE, SEQ_IS_BROKEN } from './timeline.sql.js';

const MOVED = 25;
const ANY = 25;

/**
 * Ids of chats to check: those that changed last, and some random ones. A random chat is the first at or after a random id between the lowest and
 * the highest. The index finds it, however many chats there are.
 */
export async function sampleChats(database: DataSource): Promise<string[]> {
  const [first, last] = [await atTheEnd(database, 'ASC'), await atTheEnd(database, 'DESC')];
  if (first === undefined || last === undefined) return [];
  const random = Array.from({ length: ANY }, () => between(first, last));
  const found = await rows<{ id: string }>(database, SAMPLE, [MOVED, random]);
  return found.map(({ id }) => id);
}

/** The id of the first chat in this order. */
async function atTheEnd({ manager }: DataSource, order: FindOptionsOrderValue): Promise<string | undefined> {
  const [chat] = await manager.find(Chat, { select: { id: true }, order: { id: order }, take: 1 });
  return chat?.id;
}

/** A random id from `first` up to `last`. */
function between(first: string, last: string): string {
  const [low, high] = [numberOf(first), numberOf(last)];
  const number = low + (BigInt(`0x${randomBytes(16).toString('hex')}`) % (high - low + 1n));
  return number.toString(16).padStart(32, '0'); // PostgreSQL reads a UUID without its dashes, too
}

const numberOf = (id: string): bigint => BigInt(`0x${id.replaceAll('-', '')}`);

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
