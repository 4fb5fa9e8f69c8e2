import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { Conversation, Moment } from './conversation.js';
import { chatIdOf, messageIdOf } from './demo-talk.js';

const MINUTE = 60_000;

/**
 * Dates what was said back over the days before. The lines are sent as any message is, and so at the moment of the first start;
 * only their dates are written anew here, in the order of their numbers, and nothing else that clients go by.
 */
@Injectable()
export class DemoDates {
  constructor(private readonly database: DataSource) {}

  /** To be done before the last message of the demo is sent: until then the whole of it is repeated after a crash. */
  async spread(conversation: Conversation, now = new Date()): Promise<void> {
    const times = timesOf(conversation, now).map((time) => time.toISOString());
    const ids = times.map((_, index) => messageIdOf(conversation.key, index + 1));
    await this.database.query(SPREAD, [chatIdOf(conversation.key), ids, times]);
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

// The chat is locked first, as every write to it does: two servers that start at once take turns.
const SPREAD = `
  with chat as (select id from chats where id = $1 for no key update),
  dated as (
    update messages m set created_at = d.at
    from chat, unnest($2::uuid[], $3::timestamptz[]) d (id, at)
    where m.chat_id = chat.id and m.id = d.id
    returning m.created_at
  )
  update chats c set created_at = d.first, updated_at = d.last
  from (select min(created_at) first, max(created_at) last from dated) d
  where c.id = (select id from chat) and d.first is not null`;
