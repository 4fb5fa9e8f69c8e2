import { isDeepStrictEqual } from 'node:util';

import fc from 'fast-check';
import { Client } from 'pg';

import type { ChatView } from '../src/contract/views/chat.view.js';
import { eraseExpired, withoutSweeps } from './support/expiry.js';
import { fivePeople } from './support/five-people.js';
import { groupActions } from './support/group-actions.js';
import { schedulingActions } from './support/scheduling-actions.js';
import { itUnless } from './support/it-unless.js';
import { messageActions } from './support/message-actions.js';
import { ownActions } from './support/own-actions.js';
import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { pollOf } from './support/polls.js';
import { contentActions } from './support/content-actions.js';
import { server, useServer } from './support/server.js';

useServer();
jest.setTimeout(240_000);

/** Reads the list from the database: only the list without query parameters is cached. */
const uncachedList = (one: Person) => one.chats('?limit=1000');

/** Expects the cached list to equal the list that the database holds right before or right after. */
async function expectSameList(one: Person): Promise<void> {
  for (let tries = 1; ; tries++) {
    const before = await uncachedList(one);
    const kept = await one.chats();
    const after = await uncachedList(one);
    if (tries < 5 && JSON.stringify(before) !== JSON.stringify(after)) continue;
    return expect(kept).toEqual(isDeepStrictEqual(kept, before) ? before : after);
  }
}

/** How many chats the server has listed so far from its cache (`kept`), and how many from the database. */
async function listReadCounts(): Promise<{ kept: number; database: number }> {
  const metrics = await (await fetch(`${server().url}/metrics`)).text();
  const of = (from: string) => Number(new RegExp(`listed_total\\{from="${from}"\\} (\\d+)`).exec(metrics)?.[1] ?? 0);
  return { kept: of('kept'), database: of('database') };
}

async function listReads(one: Person): Promise<{ kept: number; database: number }> {
  const before = await listReadCounts();
  await one.chats();
  const now = await listReadCounts();
  return { kept: now.kept - before.kept, database: now.database - before.database };
}

/** Requests the list, expects that all of it comes from the cache, and returns the number of chats. */
async function allCached(one: Person): Promise<number> {
  const { kept, database } = await listReads(one);
  expect(database).toBe(0);
  return kept;
}

/** Renames a chat in a transaction of its own, as a node does, which is open until `commit`. */
async function lateRename({ id }: ChatView, title: string): Promise<{ commit: () => Promise<void> }> {
  const client = new Client({ connectionString: server().address.settings.DATABASE_URL });
  await client.connect();
  await client.query('begin');
  await client.query('update chats set title = $2 where id = $1', [id, title]);
  await client.query('insert into moves (chat_ids) values (array[$1::uuid])', [id]);
  return { commit: () => client.query('commit').then(() => client.end()) };
}

/** Runs work while a transaction that writes is open in the same PostgreSQL. */
async function besideTransaction(work: () => Promise<void>): Promise<void> {
  const client = new Client({ connectionString: server().address.settings.DATABASE_URL });
  await client.connect();
  await client.query('begin; select pg_current_xact_id()');
  await work().finally(() => client.end());
}

const actions = fc.oneof(...messageActions, ...contentActions, ...schedulingActions, ...ownActions, ...groupActions);
/** Steps of up to three simultaneous acts. After each step, everybody lists their chats. */
const randomSteps = fc.array(fc.array(actions, { minLength: 1, maxLength: 3 }), { minLength: 20, maxLength: 40 });

describe('a chat list that is requested again', () => {
  it('equals the list in the database, whatever happened in between', async () => {
    const property = fc.asyncProperty(randomSteps, async (steps) => {
      const world = { ...(await fivePeople()), replicas: [] };
      for (const step of steps) {
        await Promise.all(step.map((run) => run(world)));
        for (const one of world.persons) await expectSameList(one);
      }
    });
    await fc.assert(property, { seed: 20_261_128, numRuns: 3, endOnFailure: true });
  });

  it('reads only those chats from the database that have changed', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chats: ChatView[] = [];
    for (const title of ['A', 'B', 'C']) chats.push(await ada.opensGroup(title, ben));
    const [first] = chats as [ChatView];

    expect(await listReads(ada)).toEqual({ kept: 0, database: 3 });
    expect(await allCached(ada)).toBe(3);
    const { seq } = await ben.says(first, 'hello');
    expect(await listReads(ada)).toEqual({ kept: 2, database: 1 });
    expect(await listReads(ben)).toEqual({ kept: 0, database: 3 });
    await ada.reads(first, seq);
    expect(await listReads(ben)).toEqual({ kept: 2, database: 1 });
    expect(await listReads(ada)).toEqual({ kept: 2, database: 1 });
    await ben.opensGroup('D', ada);
    expect(await listReads(ada)).toEqual({ kept: 3, database: 1 });
    await ada.leaves(first);
    expect(await listReads(ada)).toEqual({ kept: 3, database: 0 });
  });

  itUnless(
    process.env.TEST_DATABASE_URL === undefined && 'the embedded database runs one transaction at a time',
    'reads a change once, and misses none, while another transaction is open and when it commits',
    async () => {
      const [ada, ben] = [await person('ada'), await person('ben')];
      const [first, second] = [await ada.opensGroup('A', ben), await ada.opensGroup('B', ben)];
      await ada.chats();
      await besideTransaction(async () => {
        await ben.says(first, 'during the transaction');
        expect(await listReads(ada)).toEqual({ kept: 1, database: 1 });
        expect(await allCached(ada)).toBe(2);
        await ben.says(second, 'also');
        expect(await listReads(ada)).toEqual({ kept: 1, database: 1 });
        await expectSameList(ada);
      });

      const late = await lateRename(second, 'late');
      await ben.says(first, 'committed before the transaction that began earlier');
      expect(await listReads(ada)).toEqual({ kept: 1, database: 1 });
      await late.commit();
      expect(await listReads(ada)).toEqual({ kept: 1, database: 1 });
      expect((await ada.chats()).map(({ title }) => title)).toEqual(['A', 'late']);
      expect(await allCached(ada)).toBe(2);
    },
  );

  it('is read once for all who request it at the same moment, and includes what was committed before each request', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chats: ChatView[] = [];
    for (const title of ['A', 'B', 'C']) chats.push(await ada.opensGroup(title, ben));

    const before = await listReadCounts();
    await Promise.all(Array.from({ length: 30 }, () => ada.chats()));
    expect((await listReadCounts()).database - before.database).toBe(3);

    for (const chat of chats) {
      const requests = Array.from({ length: 5 }, () => ada.chats());
      const { id } = await ben.says(chat, 'new');
      const lists = await Promise.all(Array.from({ length: 5 }, () => ada.chats()));
      for (const [newest] of lists) expect(newest).toMatchObject({ id: chat.id, lastMessage: { id } });
      await Promise.all(requests);
    }
  });

  it('shows current names and presence, and that the time of a mute and of a poll has ended', async () => {
    const [ada, ben, eve] = [await person('ada'), await person('ben'), await person('eve')];
    const chat = await ada.opensChatWith(ben);
    await eve.opensChatWith(ben);
    const soon = new Date(Date.now() + 1_500).toISOString();
    await ada.does('PUT', `/api/chats/${chat.id}/mute`, { until: soon });
    const { id } = await ben.says(chat, 'coming?', { poll: { options: ['yes', 'no'], closesAt: soon } });
    expect((await ada.chats())[0]).toMatchObject({ mutedUntil: soon, title: ben.name });

    await ben.does('PATCH', '/api/me', { name: 'Benjamin' });
    await ben.does('POST', `/api/users/${ben.id}/set-status/offline`);
    const [seen] = await ada.chats();
    expect(seen).toMatchObject({ title: 'Benjamin', lastMessage: { sender: { name: 'Benjamin' } } });
    expect(seen?.participants[1]?.user).toMatchObject({ name: 'Benjamin', status: 'offline' });
    await expectSameList(eve);

    const isOver = (now: ChatView | undefined) => now?.mutedUntil === null && pollOf(now.lastMessage!).closed;
    while (!isOver((await uncachedList(ada))[0])) await new Promise((resolve) => setTimeout(resolve, 50));
    const [over] = await ada.chats();
    expect(over).toMatchObject({ mutedUntil: null, lastMessage: { id, attachments: [{ closed: true }] } });
  });

  it('does not show the text of an expired message, neither before nor after it is erased', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chat = await ada.opensGroup('A', ben);
    await ada.setsLifetime(chat, 5);
    const { id } = await ben.says(chat, 'soon gone');
    expect((await ada.chats())[0]?.lastMessage).toMatchObject({ message: 'soon gone' });

    await withoutSweeps(async () => {
      while ((await uncachedList(ada))[0]?.lastMessage?.message !== '')
        await new Promise((resolve) => setTimeout(resolve, 50));
      expect((await ada.chats())[0]?.lastMessage).toMatchObject({ id, message: '' });
    });
    await eraseExpired();
    await expectSameList(ada);
    expect(await allCached(ada)).toBe(1);
  });

  it('is read from the database after the epoch has changed: a restored journal may repeat its numbers', async () => {
    const [ada, ben] = [await person('ada'), await person('ben')];
    const chat = await ada.opensGroup('A', ben);
    const titleNow = async () => (await ada.chats())[0]?.title;
    await ada.chats();

    await server().sql(`update chats set title = 'restored' where id = $1`, [chat.id]);
    expect(await titleNow()).toBe('A');
    await server().sql('update epoch set id = gen_random_uuid()');
    while ((await titleNow()) !== 'restored') await new Promise((resolve) => setTimeout(resolve, 50));
  });
});
