import { Client } from 'pg';

import type { MessageView } from '../src/contract/views/message.view.js';
import { allReceived } from './support/all-received.js';
import { itUnless } from './support/it-unless.js';
import { people } from './support/people.js';
import { counts, pathOf, votes } from './support/polls.js';
import { server, useServer } from './support/server.js';

useServer();

const given = process.env.TEST_DATABASE_URL;
/** The embedded database has one session, so no other session can hold a lock. */
const reason = given === undefined && 'the embedded database';

const holders: Client[] = [];
afterEach(() => Promise.all(holders.splice(0).map((holder) => holder.end())));

/** Another session that holds the lock of a chat. */
async function lock({
  id,
}: {
  id: string;
}): Promise<{ release: () => Promise<void>; isWaitedFor: () => Promise<void> }> {
  const [{ name } = { name: '' }] = await server().sql<{ name: string }>('select current_database() as name');
  const holder = new Client(Object.assign(new URL(given ?? ''), { pathname: name }).href);
  await holder.connect();
  holders.push(holder);
  await holder.query('begin');
  await holder.query('select from chats where id = $1 for update', [id]);
  const waiting = async () => {
    const found = await holder.query(
      `select from pg_stat_activity where datname = current_database() and wait_event_type = 'Lock'`,
    );
    return found.rowCount ?? 0;
  };
  return {
    release: async () => {
      await holder.query('rollback');
    },
    isWaitedFor: async () => {
      while ((await waiting()) === 0) await new Promise(setImmediate);
    },
  };
}

/** Ada and Ben are in two groups. */
async function twoGroups() {
  const { ada, ben } = await people('ada', 'ben');
  const locked = await ada.opensGroup('Locked', ben);
  const free = await ada.opensGroup('Free', ben);
  return { ada, ben, locked, free };
}

/** Which of these have been answered. */
function watch(answers: Promise<unknown>[]): { count: number } {
  const answered = { count: 0 };
  const count = (): void => void (answered.count += 1);
  for (const answer of answers) answer.then(count, count);
  return answered;
}

describe('while another session has locked a chat', () => {
  itUnless(
    reason,
    'sends to other chats are stored, and those to the locked chat are stored in order afterwards',
    async () => {
      const { ada, ben, locked, free } = await twoGroups();
      const holder = await lock(locked);
      const id = crypto.randomUUID();
      const first = ada.says(locked, 'first', { id });
      await holder.isWaitedFor();
      const later = [ben.says(locked, 'reply', { reply: id }), ada.says(locked, 'second')];
      const answered = watch([first, ...later]);

      expect(await ben.says(free, 'to the others')).toMatchObject({ seq: 1 });
      expect(await ada.says(free, 'and again')).toMatchObject({ seq: 2 });
      expect(answered.count).toBe(0);
      await holder.release();

      expect(await first).toMatchObject({ seq: 1 });
      const [reply] = (await Promise.all(later)) as [MessageView];
      expect(reply.reply).toMatchObject({ id });
      expect((await ada.sees(locked)).map(({ seq }) => seq)).toEqual([3, 2, 1]);
      expect(await ada.says(locked, 'first', { id })).toMatchObject({ seq: 1 });
      await allReceived(ada, locked, ben.socket);
      expect(ben.socket?.all('message.created').filter(({ chatId }) => chatId === locked.id)).toHaveLength(4);
    },
  );

  itUnless(
    reason,
    'reactions and votes in other chats are stored, and those in the locked chat afterwards',
    async () => {
      const { ada, ben, locked, free } = await twoGroups();
      const ask = (chat: { id: string }) => ada.says(chat, 'Well?', { poll: { options: ['yes', 'no'] } });
      const [inLocked, inFree] = [await ask(locked), await ask(free)];
      const holder = await lock(locked);
      const held = [ben.reacts(inLocked, '👍'), votes(ben, inLocked, 'yes')];
      await holder.isWaitedFor();
      const answered = watch(held);

      expect(await ben.reacts(inFree, '👍')).toMatchObject({ reactions: [{ emoji: '👍', count: 1 }] });
      expect(counts(await votes(ben, inFree, 'no'))).toEqual([0, 1]);
      expect(answered.count).toBe(0);
      await holder.release();

      await Promise.all(held);
      const [seen] = (await ada.sees(locked)) as [MessageView];
      expect(seen).toMatchObject({ rev: 3, reactions: [{ emoji: '👍', count: 1 }] });
      expect(counts(seen)).toEqual([1, 0]);
    },
  );

  itUnless(reason, 'many changes that wait for it leave connections for all other calls', async () => {
    const { ada, ben, locked, free } = await twoGroups();
    const [mine, other] = [await ada.says(locked, 'a'), await ben.says(free, 'b')];
    const holder = await lock(locked);
    const waiting = Array.from({ length: 20 }, (_, n) =>
      ada.call('PATCH', pathOf(mine), { message: `edit ${n}` }).then(({ status }) => status),
    );
    await holder.isWaitedFor();
    const answered = watch(waiting);

    expect(await ben.edits(other, 'c')).toMatchObject({ message: 'c' });
    expect(await ben.sees(free)).toHaveLength(1);
    expect(answered.count).toBe(0);
    await holder.release();

    expect(new Set(await Promise.all(waiting))).toEqual(new Set([200]));
  });
});
