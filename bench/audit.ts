import { Client } from 'pg';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import type { Child } from './child.js';
import { databaseUrl } from './world.js';

/** A send that the server acknowledged: the message must be stored with this id, chat and body. */
export interface Acknowledged {
  id: string;
  chatId: string;
  body: string;
}

/** Asks a process that sends for everything that was acknowledged, of the bursts with this key. */
export interface AcknowledgedAsked {
  acknowledgedOf: string;
}

/** Runs a statement and returns its rows. */
type Rows = <Row>(text: string, values: unknown[]) => Promise<Row[]>;

/** The result of an audit. */
export interface Audit {
  checked: number;
  mismatches: string[];
}

/** Compares what was acknowledged to these processes, under these keys, with the database. Throws if anything differs. @returns how many sends it compared */
export async function auditSends(
  cluster: Cluster,
  database: string,
  sources: { child: Child; key: string }[],
): Promise<number> {
  let acknowledged: Acknowledged[] = [];
  for (const { child, key } of sources) {
    const asked: AcknowledgedAsked = { acknowledgedOf: key };
    acknowledged = acknowledged.concat(await child.ask<Acknowledged[]>(asked)); // too many for the arguments of `push`
  }
  const client = new Client({ connectionString: databaseUrl(cluster.url, database) });
  await client.connect();
  const rows: Rows = async <Row>(text: string, values: unknown[]) => (await client.query(text, values)).rows as Row[];
  return passed(database, await audit(rows, acknowledged).finally(() => client.end()));
}

/** A sentence for the report. */
export const auditNote = (audited: number): string =>
  `Afterwards ${audited.toLocaleString('en')} acknowledged sends were compared with the database, row by row.`;

/** @returns how many sends were compared. Throws if anything differs. */
export function passed(database: string, { checked, mismatches }: Audit): number {
  if (mismatches.length > 0)
    throw new Error(
      `${mismatches.length} sends to ${database} are not stored as acknowledged: ${mismatches.slice(0, 5).join('; ')}`,
    );
  return checked;
}

/** Every acknowledged message is stored exactly once, as it was sent, and the chats have no further message and no gap. */
export async function audit(rows: Rows, acknowledged: Acknowledged[]): Promise<Audit> {
  const columns = (['id', 'chatId', 'body'] as const).map((column) => acknowledged.map((one) => one[column]));
  const differing = await rows<{ id: string; stored: number }>(DIFFERING, columns);
  const uneven = await rows<{ id: string; stored: number; sent: number; last_seq: number }>(UNEVEN, [columns[1]]);
  return {
    checked: acknowledged.length,
    mismatches: [
      ...differing.map(({ id, stored }) => `message ${id} is stored ${stored} times as it was sent`),
      ...uneven.map(
        ({ id, stored, sent, last_seq }) =>
          `chat ${id} has ${stored} messages and the number ${last_seq}, and ${sent} were acknowledged`,
      ),
    ],
  };
}

/** One query by id alone: it also finds a second row of the message in another chat. */
const DIFFERING = `
select sent.id, count(m.id) filter (where m.chat_id = sent.chat_id and m.body = sent.body)::int stored
from unnest($1::uuid[], $2::uuid[], $3::text[]) sent (id, chat_id, body) left join messages m on m.id = sent.id
group by sent.id having count(m.id) <> 1 or not bool_and(m.chat_id = sent.chat_id and m.body = sent.body)`;

/** `seq` is unique in a chat and begins with 1: it has no gap if the highest one is the number of messages. */
const UNEVEN = `
select c.id, c.last_seq, sent.sent, m.stored
from (select chat_id, count(*)::int sent from unnest($1::uuid[]) s (chat_id) group by chat_id) sent
join chats c on c.id = sent.chat_id
cross join lateral (select count(*)::int stored, min(seq) low, max(seq) high from messages where chat_id = c.id) m
where m.stored <> sent.sent or m.low <> 1 or m.high <> m.stored or c.last_seq <> m.stored`;
