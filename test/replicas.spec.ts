import fc from 'fast-check';

import { adaAndBen, said, syncs } from './support/catching-up.js';
import { type Deed, deed, oneOf, someone } from './support/deeds.js';
import { laterDeeds, nothingIsDue } from './support/later-deeds.js';
import { saidDeeds } from './support/said-deeds.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { Replica } from './support/replica.js';
import { server, useServer } from './support/server.js';
import { comesTo, truthOf } from './support/truth.js';

useServer();
jest.setTimeout(240_000);

/** Two of ada's, who goes to and fro between two devices. */
const REPLICAS = [0, 0, 1, 2];

async function cast() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chats = [
    await ada.opensChatWith(ben),
    await ada.opensGroup('Three', ben, cleo),
    await ada.opensChatWith(ben, cleo),
  ];
  const persons = [ada, ben, cleo];
  const replicas = REPLICAS.map((owner) => ({ owner: persons[owner]!, replica: new Replica(persons[owner]!) }));
  return { persons, chats, replicas };
}

const speaks = deed((person, path, n) => person.call('POST', `${path}/messages`, { message: `words ${n}` }));
const reads = deed((person, path, seq) => person.call('POST', `${path}/read`, { seq }));
const receives = deed((person, path, seq) => person.call('POST', `${path}/delivered`, { seq }));
const sets = deed((person, path, n) => person.call('POST', `${path}/toggle-${n % 2 ? 'pin' : 'archive'}`));
const mutes = deed((person, path, n) => person.call(n % 3 ? 'PUT' : 'DELETE', `${path}/mute`));
const signs = deed((person, path, n) => person.call(n % 4 ? 'PUT' : 'DELETE', `${path}/marked-unread`));
const drafts = deed(async (person, path, n) => {
  const { body } = await person.call<{ draftVersion: number } | undefined>('GET', `${path}/draft`);
  const version = body.data?.draftVersion ?? 0;
  await person.call('PUT', `${path}/draft`, { message: n % 3 ? `half a thought ${n}` : '', version });
});
const clears = deed((person, path) => person.call('DELETE', `${path}/history`));
const renames = deed((person, _, n) => person.call('PATCH', '/api/me', { name: `${person.name} ${n % 5}` }));
const stars = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/star`);
});
const edits = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call('PATCH', message, { message: `other words ${n}` });
});
const deletes = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call('DELETE', `${message}?for=${n % 2 ? 'me' : 'everyone'}`);
});
const reacts = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  const emoji = ['👍', '❤️', '🇩🇪'][n % 3] ?? '';
  if (message) await person.call(n % 4 ? 'PUT' : 'DELETE', `${message}/reactions/${encodeURIComponent(emoji)}`);
});
const follows = deed(async (person, path, n) => {
  const message = await oneOf(person, path, n);
  if (message) await person.call(n % 3 ? 'PUT' : 'DELETE', `${message}/thread`);
});
const speaksInThreads = deed(async (person, _, n) => {
  const { body } = await person.call<{ id: string; type: string }[]>('GET', '/api/chats?threads=true');
  const threads = body.data.filter(({ type }) => type === 'thread');
  const thread = threads[n % Math.max(1, threads.length)];
  if (thread) await person.call('POST', `/api/chats/${thread.id}/messages`, { message: `aside ${n}` });
});
const answers = deed(async (person, path, n) => {
  const reply = (await oneOf(person, path, n))?.split('/').at(-1);
  await person.call('POST', `${path}/messages`, { message: `answer ${n}`, reply });
});
const comesOrLeaves = fc
  .tuple(someone, someone, fc.boolean())
  .map(([who, whom, leaves]): Deed => async ({ persons, chats }) => {
    const chat = `/api/chats/${chats[1]!.id}`;
    const { body } = await persons[who]!.call<{ participantId: string } | undefined>('GET', chat);
    if (leaves) await persons[who]!.call('DELETE', `${chat}/participants/${body.data?.participantId}`);
    else await persons[who]!.call('POST', `${chat}/participants`, { participants: [persons[whom]!.id] });
  });
const seats = async (person: Person, path: string) => {
  const { status, body } = await person.call<{ id: string; role: string }[]>('GET', `${path}/participants`);
  return status === 200 ? body.data : [];
};
const rearranges = deed(async (person, path, n) => {
  const [title, description] = [[`Title ${n}`, null][n % 2], `Number ${n}`];
  await person.call('PATCH', path, n % 3 ? { historyHidden: n % 2 === 0 } : { title, description });
});
const promotes = deed(async (person, path, n) => {
  const all = await seats(person, path);
  const role = ['admin', 'member', 'owner'][n % 3];
  await person.call('PATCH', `${path}/participants/${all[n % Math.max(1, all.length)]?.id}`, { role });
});
const throwsOut = deed(async (person, path, n) => {
  const all = await seats(person, path);
  await person.call('DELETE', `${path}/participants/${all[n % Math.max(1, all.length)]?.id}`);
});
const opens = fc.tuple(someone, someone).map(
  ([who, whom]): Deed =>
    ({ persons }) =>
      persons[who]!.call('POST', '/api/chats', { participants: [persons[whom]!.id], title: 'One more' }),
);
const comesOrGoes = fc.nat(REPLICAS.length - 1).map((which): Deed => async ({ replicas }) => {
  const { replica } = replicas[which]!;
  if (replica.isConnected) replica.cut();
  else await replica.connects();
});

const deeds = fc.oneof(
  { arbitrary: speaks, weight: 6 },
  { arbitrary: comesOrGoes, weight: 4 },
  { arbitrary: reads, weight: 2 },
  { arbitrary: receives, weight: 2 },
  { arbitrary: sets, weight: 2 },
  { arbitrary: mutes, weight: 1 },
  { arbitrary: signs, weight: 2 },
  { arbitrary: clears, weight: 1 },
  { arbitrary: drafts, weight: 1 },
  { arbitrary: stars, weight: 2 },
  { arbitrary: edits, weight: 2 },
  { arbitrary: deletes, weight: 2 },
  { arbitrary: reacts, weight: 3 },
  { arbitrary: answers, weight: 2 },
  { arbitrary: follows, weight: 1 },
  { arbitrary: speaksInThreads, weight: 2 },
  ...saidDeeds,
  ...laterDeeds,
  { arbitrary: comesOrLeaves, weight: 3 },
  { arbitrary: rearranges, weight: 2 },
  { arbitrary: promotes, weight: 1 },
  { arbitrary: throwsOut, weight: 1 },
  { arbitrary: renames, weight: 1 },
  { arbitrary: opens, weight: 1 },
);

/** Up to six at a time, at once. */
const story = fc.array(fc.array(deeds, { minLength: 1, maxLength: 6 }), { minLength: 10, maxLength: 25 });

describe('a client that comes and goes', () => {
  it('ends with the truth, whatever happened meanwhile', async () => {
    const holds = fc.asyncProperty(story, async (acts) => {
      const world = await cast();
      for (const act of acts) await Promise.all(act.map((happens) => happens(world)));

      await nothingIsDue();
      for (const { owner, replica } of world.replicas) {
        if (!replica.isConnected) await replica.connects();
        await comesTo(replica, await truthOf(owner));
      }
      for (const { replica } of world.replicas) replica.cut();
    });
    // not made smaller where it fails: each try is a world of its own
    await fc.assert(holds, { seed: 20_261_124, numRuns: 12, endOnFailure: true });
  });

  it('that missed five hundred messages gets them in bounded steps, while more are said', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const replica = new Replica(ben);
    await replica.connects();
    replica.cut();
    await said(chat, 500);

    replica.steps = 0;
    const connected = replica.connects();
    for (let n = 0; n < 20; n++) await ada.says(chat, 'and another');
    await connected;

    expect(replica.steps).toBeGreaterThanOrEqual(5);
    expect(replica.chats.get(chat.id)?.messages.size).toBeGreaterThanOrEqual(500);
    await comesTo(replica, await truthOf(ben));
    replica.cut();
  });

  it('loads everything anew where the server tells another history', async () => {
    const { ada, chat } = await adaAndBen();
    const message = await ada.says(chat, 'before the backup');
    const replica = new Replica(ada);
    await replica.connects();
    replica.cut();
    await server().sql(`update messages set body = 'as the backup has it'`);
    await replica.connects();
    expect(replica.chats.get(chat.id)?.messages.get(message.id)?.message).toBe('before the backup');
    replica.cut();

    const { epoch } = await syncs(ada);
    await server().sql('update epoch set id = gen_random_uuid()');
    for (let now = epoch; now === epoch;) now = (await syncs(ada)).epoch;
    await replica.connects();
    await comesTo(replica, await truthOf(ada));
    replica.cut();
  });
});
