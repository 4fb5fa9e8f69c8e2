import type { Client } from 'pg';

import { addChats, addPeople, type Sender } from './world.js';

/** People with this many chats each, of 2 to 10 people who are chosen from 500, each chat with a few messages and its last one. */
export async function addListeners(client: Client, sizes: number[]): Promise<Sender[]> {
  const listeners = await addPeople(client, sizes.length);
  const others = (await addPeople(client, 500)).map(({ userId }) => userId);
  const chats = listeners.flatMap(({ userId }, who) =>
    Array.from({ length: sizes[who] ?? 0 }, (_, chat) => [
      userId,
      ...Array.from(
        { length: 1 + (chat % 9) },
        (_, participant) => others[(chat * 37 + participant * 11) % others.length] ?? '',
      ),
    ]),
  );
  await addChats(client, chats);
  await client.query(FILL);
  await client.query('vacuum analyze');
  return listeners;
}

/** Stores twenty messages in each chat, from its people in turn, and sets the counters of the chat to match. */
const FILL = `
with participants as (select chat_id, id, row_number() over (partition by chat_id order by id) - 1 place, count(*) over (partition by chat_id) people from participants),
spoken as (
  insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash)
  select s.chat_id, gen_random_uuid(), n, n, 'text', s.id, 'message ' || n || ': are we still on for lunch tomorrow?', ''
  from generate_series(1, 20) n join participants s on s.place = n % s.people)
update chats set last_seq = 20, last_rev = 20, updated_at = now() - random() * interval '30 days'`;
