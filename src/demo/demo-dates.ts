import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { rows } from '../platform/database/rows.js';
import type { Conversation, Moment } from './conversation.js';
import { chatIdOf, messageIdOf } from './demo-talk.js';
import { DATE_MESSAGES } from './demo.sql.js';

const MINUTE = 60_000;

/**
 * Spreads the messages of the demo over the days before the first start. They are sent like any message, so they all carry the time
 * of that start. Here their dates are changed, in the order of their `seq`; `seq` and `rev` stay.
 */
@Injectable()
export class DemoDates {
  constructor(private readonly database: DataSource) {}

  /** Must run before the last message of the demo is sent: until then the next start repeats everything after a crash. */
  async spread(conversation: Conversation, now = new Date()): Promise<void> {
    const times = timesOf(conversation, now).map((time) => time.toISOString());
    const ids = times.map((_, index) => messageIdOf(conversation.key, index + 1));
    await rows(this.database, DATE_MESSAGES, [chatIdOf(conversation.key), ids, times]);
  }
}

/** One time for each line, each later than the one before. */
function timesOf({ begins, lines }: Conversation, now: Date): Date[] {
  let last = dateOf(begins, now).getTime() - MINUTE;
  return lines.map(([, , more], index) => {
    const pause = (1 + ((index * 7) % 5)) * MINUTE;
    last = Math.max(more?.at ? dateOf(more.at, now).getTime() : 0, last + (index === 0 ? MINUTE : pause));
    return new Date(last);
  });
}

function dateOf([daysAgo, time]: Moment, now: Date): Date {
  const [hour, minute] = time.split(':').map(Number);
  return new Date(now.getFullYear(), now.getMonth(), now.getDate() - daysAgo, hour, minute);
}
