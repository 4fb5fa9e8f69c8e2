import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { MemoryStorage, Parley } from '@parley/client';

const PEOPLE = ['ada', 'ben', 'cleo', 'dan'];
const SETTLES_WITHIN_MS = 30_000;

/** Everybody uses `@parley/client`, and the test never waits until the server is ready. */
export const clients = {
  name: 'clients',
  promise: '`@parley/client` sends each message once and in order, and shows the current state, whatever crashes',
  places: ['pglite', 'nodes'],
  short: { rounds: 2, everyMs: 50 },
  long: { rounds: 30, everyMs: 10 },

  async play({ site, numbers, chance, say }) {
    const everybody = await Promise.all(PEOPLE.map((name, n) => registered(name, site.urls[n % site.urls.length])));
    const chats = await chatsOf(everybody);
    for (const client of everybody) for (const id of chats) await client.held(id).catch(() => undefined);
    const said = new Map(everybody.map((client) => [client, []]));
    let crashes = 0;
    for (let round = 1; round <= numbers.rounds; round += 1) {
      const talk = talking({ said, chance, everyMs: numbers.everyMs });
      await pause(chance.between(300, 2_000));
      await crash(site, chance, round);
      crashes += 1;
      await talk.end();
      say(`round ${round}: ${[...said.values()].flat().length} messages sent`);
    }
    const violations = await verdict(said);
    for (const client of everybody) client.close();
    return { figures: { crashes, 'messages sent': [...said.values()].flat().length }, violations, notes: [] };
  },
};

async function registered(name, url) {
  const client = new Parley({ url, storage: new MemoryStorage(), patienceMs: 3_000 });
  await client.register({ name, email: `${name}.client@example.org`, password: 'only for crashes' });
  await client.live();
  return client;
}

/** One group of all, and a direct chat for each two neighbours. */
async function chatsOf(everybody) {
  const [first, ...others] = everybody;
  const group = await first.createChat({ title: 'All', participants: others.map(({ me }) => me.id) });
  const direct = [];
  for (const [n, other] of others.entries())
    direct.push(await everybody[n].createChat({ participants: [other.me.id] }));
  return [group, ...direct].map(({ id }) => id);
}

/** Kills a node, or now and then PostgreSQL, with kill -9, and starts it again. */
async function crash(site, chance, round) {
  if (site.cluster && round % 3 === 0) {
    await site.cluster.kill();
    await pause(chance.between(0, 500));
    await site.cluster.start();
  } else {
    const node = chance.oneOf(site.nodes);
    await node.kill();
    await pause(chance.between(0, 1_000));
    node.spawn();
  }
  await site.untilReady();
}

/** Everybody sends, reads and fetches history all the time, and nobody waits for an answer. */
function talking({ said, chance, everyMs }) {
  let going = true;
  const done = (async () => {
    while (going) {
      const client = chance.oneOf([...said.keys()]);
      const chat = chance.oneOf(client.chats);
      if (chance.happens(0.1)) chat.read();
      if (chance.happens(0.05)) void chat.older(20).catch(() => undefined);
      const spoken = said.get(client);
      spoken.push({ chatId: chat.id, id: chat.send({ message: `message ${spoken.length + 1}` }) });
      await pause(everyMs);
    }
  })();
  return {
    end: () => {
      going = false;
      return done;
    },
  };
}

async function verdict(said) {
  const clients = [...said.keys()];
  for (const client of clients) await within(() => isQuiet(client));
  const there = new Map();
  for (const client of clients) for (const chat of client.chats) there.set(chat.id, await allOf(client, chat));
  let lost = 0;
  let outOfOrder = 0;
  for (const [, spoken] of said) {
    const last = new Map();
    for (const { chatId, id } of spoken) {
      const { seq = 0 } = there.get(chatId).find((message) => message.id === id) ?? {};
      if (seq === 0) lost += 1;
      else if (seq < (last.get(chatId) ?? 0)) outOfOrder += 1;
      last.set(chatId, Math.max(seq, last.get(chatId) ?? 0));
    }
  }
  const count = [...there.values()].reduce((sum, messages) => sum + messages.filter(isSaid).length, 0);
  const saidInAll = [...said.values()].flat().length;
  let wrong = 0;
  for (const client of clients) if (!(await within(() => isTrue(client)))) wrong += 1;
  return {
    'messages lost': lost,
    'messages doubled': count - (saidInAll - lost),
    'messages of one person out of order': outOfOrder,
    'clients whose copy differs': wrong,
  };
}

const isSaid = ({ kind }) => kind !== 'system';
const isQuiet = (client) =>
  client.state === 'live' && client.chats.every(({ messages }) => messages.every(({ outgoing }) => !outgoing));

/** Whether a client holds what a fresh fetch returns, without presence. */
async function isTrue(client) {
  await client.sync();
  const fresh = await client.call('GET', '/api/chats');
  const held = client.chats.map(({ view }) => view);
  if (!isDeepStrictEqual(inOrder(held), inOrder(fresh))) return false;
  for (const chat of client.chats) {
    const { messages } = chat;
    const all = await allOf(client, chat);
    if (!isDeepStrictEqual(messages, all.slice(-messages.length))) return false;
  }
  return true;
}

function inOrder(chats) {
  const still = (one) => ({ ...one, user: { ...one.user, status: null, lastSeenAt: null } });
  const pictures = chats.map((chat) => ({ ...chat, participants: chat.participants.map(still) }));
  return pictures.sort((a, b) => (a.id < b.id ? -1 : 1));
}

async function allOf(client, { id, view }) {
  const all = [];
  while ((all.at(-1)?.seq ?? 0) < view.lastSeq) {
    const page = await client.call('GET', `/api/chats/${id}/messages?after=${all.at(-1)?.seq ?? 0}&limit=100`);
    if (page.length === 0) break;
    all.push(...page.sort((a, b) => a.seq - b.seq));
  }
  return all;
}

async function within(holds) {
  for (const deadline = Date.now() + SETTLES_WITHIN_MS; Date.now() < deadline; await pause(100)) {
    if (await Promise.resolve(holds()).catch(() => false)) return true;
  }
  return false;
}
