import { setTimeout as pause } from 'node:timers/promises';

import type { Client } from 'pg';

import { searchTexts } from './search-corpus.js';
import { addChats, addPeople } from './world.js';

const AT_ONCE = 10_000;
const CHATS = 1_000;

export interface SearchWorld {
  /** Reads the one chat of each size. */
  token: string;
  /** Ids of chats, by how many messages they have. */
  chats: Map<number, string>;
  /** Is in 1,000 chats, which together have as many messages as the largest chat. */
  manyChats: string;
}

/** Chats of several sizes, each with the first messages of the largest one, and a person with 1,000 chats. @param sizes the largest one last */
export async function addSearchWorld(client: Client, sizes: number[]): Promise<SearchWorld> {
  const [reader, other, busy] = await addPeople(client, 3);
  if (!reader || !other || !busy) throw new Error('no people');
  const pair = [reader.userId, other.userId];
  const ids = await addChats(
    client,
    sizes.map(() => pair),
  );
  const chats = new Map(sizes.map((size, n) => [size, ids[n] ?? '']));
  const [largest, largestChat] = [sizes.at(-1) ?? 0, ids.at(-1) ?? ''];
  await fill(client, largestChat, largest);
  for (const [size, chat] of chats) if (size !== largest) await client.query(COPY_BEGINNING, [chat, largestChat, size]);
  const many = await addChats(
    client,
    Array.from({ length: CHATS }, () => [busy.userId, other.userId]),
  );
  await client.query(SPREAD, [many, largestChat]);
  await client.query(NUMBER);
  await client.query('vacuum analyze');
  return { token: reader.token, chats, manyChats: busy.token };
}

/** Waits until the server has signed all blocks. @returns how many messages they have */
export async function signed(client: Client): Promise<number> {
  for (;;) {
    const { rows } = await client.query<{ left: boolean }>(UNSIGNED_LEFT);
    if (rows[0]?.left === false) break;
    await pause(500);
  }
  await client.query('vacuum analyze search_blocks');
  const { rows } = await client.query<{ messages: number }>('select sum(covered)::int messages from search_blocks');
  return rows[0]?.messages ?? NaN;
}

async function fill(client: Client, chat: string, size: number): Promise<void> {
  const texts = searchTexts();
  for (let from = 0; from < size; from += AT_ONCE) {
    const some = Array.from({ length: Math.min(AT_ONCE, size - from) }, () => texts.next().value as string);
    await client.query(FILL, [chat, some, from, size]);
  }
}

/** A message every six seconds, the last one now. */
const FILL = `
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash, created_at)
  select $1, gen_random_uuid(), $3 + n, $3 + n, 'text', p.ids[1 + n % 2], t, '', now() - ($4::int - $3::int - n) * interval '6 seconds'
  from unnest($2::text[]) with ordinality u (t, n), (select array_agg(id) ids from participants where chat_id = $1) p`;

const COPY_BEGINNING = `
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash, created_at)
  select $1, gen_random_uuid(), seq, seq, kind, p.ids[1 + seq % 2], body, '', created_at
  from messages, (select array_agg(id) ids from participants where chat_id = $1) p where chat_id = $2 and seq <= $3::int`;

/** The messages of the chat `$2`, in turn to the chats `$1`, of two people each. */
const SPREAD = `
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash, created_at)
  select c.id, gen_random_uuid(), 1 + (m.seq - 1) / ${CHATS}, 1 + (m.seq - 1) / ${CHATS}, m.kind, c.people[1 + m.seq / ${CHATS} % 2], m.body, '', m.created_at
  from (
    select chat_id id, array_agg(id) people, (array_position($1::uuid[], chat_id) - 1) place from participants
    where chat_id = any ($1::uuid[]) group by chat_id) c
  join messages m on m.chat_id = $2 and (m.seq - 1) % ${CHATS} = c.place`;

const NUMBER = `
  update chats c set last_seq = n.seqs, last_rev = n.seqs, updated_at = now() - interval '1 hour'
  from (select chat_id, max(seq) seqs from messages group by chat_id) n where n.chat_id = c.id`;

const UNSIGNED_LEFT = `
  select exists (
    select from chats c where last_seq > coalesce((select sum(covered) from search_blocks s where s.chat_id = c.id), 0)) "left"`;
