import { isDeepStrictEqual } from 'node:util';

import type { Parley } from '@parley/client';

import type { ChatView } from '../../src/contract/views/chat.view.js';
import { chance } from '../../src/fault-injection/fault-plan.js';
import { people } from '../support/people.js';
import type { Person } from '../support/person.js';
import { useServer } from '../support/server.js';
import { withoutPresence } from '../support/expected-state.js';
import { clientOf, closeClients, until } from './clients.js';

useServer();
afterEach(closeClients);
jest.setTimeout(240_000);

/** How many seeds are tried: 200 by `.ci/run`, fewer by `npm test`. */
const SEEDS = Number(process.env.BAD_NETWORK_SEEDS ?? 60);
const AT_ONCE = 10;
const ROUNDS = 8;

/** The faults of one client. The seed decides which kinds of faults occur, and how often. */
function faultsOf(seed: number) {
  const kinds = ['drop', 'duplicate', 'reorder', 'loseAck', 'loseAnswer', 'expireToken', 'cut'];
  const often = (kind: string) => (chance(seed, kind) < 0.5 ? 0 : chance(seed, kind, 'often') / 5);
  return {
    seed,
    ...Object.fromEntries(kinds.map((kind) => [kind, often(kind)])),
    delay: { chance: chance(seed, 'delay'), ms: 30 },
  };
}

async function world() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chats = [await ada.opensChatWith(ben), await ada.opensGroup('Three', ben, cleo), await ben.opensChatWith(cleo)];
  for (const chat of chats) for (let n = 0; n < 5; n++) await ben.says(chat, `before ${n}`);
  return { persons: [ada, ben, cleo], chats };
}

/** A participant does something in the chat, chosen by `words`. It throws when the server refuses it. */
async function act(person: Person, chat: ChatView, words: (string | number)[]): Promise<void> {
  const kind = chance(...words, 'kind');
  if (kind < 0.4) return person.does('POST', `/api/chats/${chat.id}/messages`, { message: words.join(' ') });
  if (kind < 0.5) return person.does('POST', `/api/chats/${chat.id}/read`, { seq: 1_000_000 });
  if (kind < 0.6) return person.does(kind < 0.55 ? 'PUT' : 'DELETE', `/api/chats/${chat.id}/pin`);
  const messages = await person.sees(chat);
  const { id } = messages[Math.floor(chance(...words, 'which') * messages.length)]!;
  const path = `/api/chats/${chat.id}/messages/${id}`;
  if (kind < 0.7) return person.does('PUT', `${path}/reactions/${encodeURIComponent('👍')}`);
  if (kind < 0.8) return person.does('PUT', `${path}/star`);
  if (kind < 0.9) return person.does('PATCH', path, { message: words.join(' ') });
  return person.does('DELETE', `${path}?for=${kind < 0.95 ? 'me' : 'everyone'}`);
}

/** In about every second round, the client sends a message through its outbox. @returns the ids of the messages sent */
function maybeSend(client: Parley, seed: number, round: number): string[] {
  const chats = client.chats;
  if (chats.length === 0 || chance(seed, round, 'speaks') < 0.5) return [];
  const chat = chats[Math.floor(chance(seed, round, 'where') * chats.length)]!;
  void chat.older(20).catch(() => undefined);
  return [chat.send({ message: `${seed}/${round}` })];
}

const isQuiet = (client: Parley) =>
  client.state === 'live' && client.chats.every(({ messages }) => messages.every(({ outgoing }) => !outgoing));

const withoutPresenceOf = ({ participants, ...chat }: ChatView) => ({
  ...chat,
  participants: participants.map(withoutPresence),
});
/** A copy with the prototypes of this realm, which `isDeepStrictEqual` compares. Objects that Node created have others. */
const jsonCopy = (value: unknown): unknown => JSON.parse(JSON.stringify(value));
const byId = (a: { id: string }, b: { id: string }) => (a.id < b.id ? -1 : 1);

/** What a client holds, and what the server answers for the same chats and messages. */
async function statesOf(client: Parley, person: Person) {
  const expected = (await person.chats()).map(withoutPresenceOf).sort(byId);
  const held = client.chats.map(({ view }) => withoutPresenceOf(view)).sort(byId);
  const shown = client.chats.map(({ id, messages }) => ({ id, messages }));
  const asked = shown.map(async ({ id, messages }) => {
    const lowest = messages[0]?.seq ?? Infinity;
    const all = await person.sees({ id }, '?limit=100');
    return { id, messages: all.filter(({ seq }) => seq >= lowest).sort((a, b) => a.seq - b.seq) };
  });
  return { held: jsonCopy([held, shown]), expected: jsonCopy([expected, await Promise.all(asked)]) };
}

/** Syncs and compares up to 21 times, because marks of other clients may arrive late. */
async function expectServerState(client: Parley, person: Person): Promise<void> {
  for (let tries = 0; ; tries++) {
    await client.sync();
    const { held, expected } = await statesOf(client, person);
    if (tries < 20 && !isDeepStrictEqual(held, expected)) continue;
    return expect(held).toEqual(expected);
  }
}

describe('a client on a bad network', () => {
  const batches = Array.from({ length: SEEDS / AT_ONCE }, (_, n) => 1 + n * AT_ONCE);

  it.each(batches)('ends with the server data, and has sent each message once (ten seeds from %i)', async (first) => {
    const { persons, chats } = await world();
    const clients = await Promise.all(
      Array.from({ length: AT_ONCE }, async (_, n) => {
        const seed = first + n;
        const person = persons[seed % persons.length]!;
        const client = await clientOf(person, { patienceMs: 300 });
        await client.call('POST', '/api/dev/faults', faultsOf(seed));
        return { seed, person, client, said: [] as string[] };
      }),
    );
    for (let round = 0; round < ROUNDS; round++) {
      for (const { client, seed, said } of clients) said.push(...maybeSend(client, seed, round));
      const actions = persons.map((person, n) =>
        act(person, chats[(round + n) % chats.length]!, [first, round, n]).catch(() => undefined),
      );
      await Promise.all(actions);
    }
    for (const { client } of clients) await client.call('DELETE', '/api/dev/faults');
    for (const { client } of clients) await until(client, () => isQuiet(client));
    for (const { client, person } of clients) await expectServerState(client, person);

    const all = await Promise.all(chats.map((chat) => persons[1]!.sees(chat, '?limit=100')));
    const said = clients.flatMap((one) => one.said).sort();
    const there = all.flat().filter(({ id }) => said.includes(id));
    expect(there.map(({ id }) => id).sort()).toEqual(said);
  });
});
