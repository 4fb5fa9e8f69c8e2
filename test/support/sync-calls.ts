import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { Standing } from '../../src/contract/dto/sync.dto.js';
import type { SyncStepView, SyncView } from '../../src/contract/views/sync.view.js';
import { person } from './people.js';
import type { Person } from './person.js';
import { server } from './server.js';

export const NO_STANDING: Standing = [0, 0, 0, 0];

export const syncs = (one: Person, chats?: Record<string, unknown>) =>
  one.does<SyncView>('POST', '/api/sync', { chats });

export async function digestOf(one: Person, chat: { id: string }): Promise<Standing | undefined> {
  return (await syncs(one)).digest?.[chat.id];
}

/** Syncs until there is no more, like a client that holds these numbers. */
export async function stepsOf(one: Person, chat: { id: string }, from: Standing): Promise<SyncStepView[]> {
  const steps: SyncStepView[] = [];
  for (let held: Standing | null = from; held; held = steps.at(-1)?.more ? (steps.at(-1)?.next ?? null) : null) {
    const step = (await syncs(one, { [chat.id]: held })).chats?.[chat.id];
    if (step) steps.push(step);
  }
  return steps;
}

export async function adaAndBen() {
  const ada = await person('ada');
  const ben = await person('ben');
  return { ada, ben, chat: await ada.opensChatWith(ben) };
}

/** Stores this many messages without pushes, all with this text or with numbered texts. */
export async function storeMessages(chat: ChatView, count: number, text?: string): Promise<void> {
  await server().sql(
    `with moved as (
       update chats set last_seq = last_seq + $3, last_rev = last_rev + $3 where id = $1
       returning last_seq - $3 seq, last_rev - $3 rev)
     insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash)
     select $1, gen_random_uuid(), seq + n, rev + n, 'text', $2, coalesce($4, 'message ' || n), '' from moved, generate_series(1, $3::int) n`,
    [chat.id, chat.participantId, count, text ?? null],
  );
}

/** Changes a role as another node would, also in a direct chat; no hint of it is sent. */
export async function changeRole(chat: { id: string }, participantId: string, role: string): Promise<void> {
  await server().sql(
    `with moved as (update chats set last_rev = last_rev + 1 where id = $1 returning last_rev),
       changed as (update participants set role = $3 where id = $2),
       told as (insert into moves (chat_ids) values (array[$1::uuid]))
     insert into changes (chat_id, rev, kind, subject_id) select $1, last_rev, 'participant.updated', $2::uuid from moved`,
    [chat.id, participantId, role],
  );
}
