import { lockChat, numberChanges } from '../../src/chats/timeline.js';
import type { ChatView } from '../../src/contract/chat.view.js';
import type { Standing } from '../../src/contract/sync.dto.js';
import type { SyncStepView, SyncView } from '../../src/contract/sync.view.js';
import { Transactions } from '../../src/platform/database/transactions.js';
import { person } from './people.js';
import type { Person } from './person.js';
import { server } from './server.js';

export const NOTHING: Standing = [0, 0, 0, 0];

export const syncs = (one: Person, chats?: Record<string, unknown>) =>
  one.does<SyncView>('POST', '/api/sync', { chats });

export async function digestOf(one: Person, chat: { id: string }): Promise<Standing | undefined> {
  return (await syncs(one)).digest?.[chat.id];
}

/** Asks until there is no more, as a client does that holds this much. */
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

/** As if this many messages had been sent, and nobody had been there to hear it. */
export async function said(chat: ChatView, count: number): Promise<void> {
  await server().sql(
    `with moved as (
       update chats set last_seq = last_seq + $3, last_rev = last_rev + $3 where id = $1
       returning last_seq - $3 seq, last_rev - $3 rev)
     insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash)
     select $1, gen_random_uuid(), seq + n, rev + n, 'text', $2, 'message ' || n, '' from moved, generate_series(1, $3::int) n`,
    [chat.id, chat.participantId, count],
  );
}

export async function changeRole(chat: { id: string }, participantId: string, role: string): Promise<void> {
  await server()
    .app.get(Transactions)
    .run(async (tx) => {
      await lockChat(tx, chat.id);
      await tx.manager.query('update participants set role = $2 where id = $1', [participantId, role]);
      await numberChanges(tx, chat.id, [{ kind: 'participant.updated', subjectId: participantId }]);
    });
}
