import { MemoryStorage, Parley } from '@parley/client';

import { BEHIND_A_PROXY, callFrom } from '../support/networks.js';
import { person } from '../support/people.js';
import type { Person } from '../support/person.js';
import { server, useServer } from '../support/server.js';
import { clientOf, closeClients, resumed, until } from './clients.js';

useServer(BEHIND_A_PROXY);
afterEach(closeClients);

const keyOf = (person: Person) => `parley:session:${person.socketServer.url}`;
const tokenIn = (storage: MemoryStorage, one: Person) =>
  (JSON.parse(storage.getItem(keyOf(one)) ?? '{}') as { token: string }).token;

/** Makes the stored session old, so that a client that resumes it refreshes its token first. */
function makeSessionOld(storage: MemoryStorage, one: Person): void {
  const kept = JSON.parse(storage.getItem(keyOf(one)) ?? '{}') as object;
  storage.setItem(keyOf(one), JSON.stringify({ ...kept, since: 0 }));
}

const endGrace = (one: Person) =>
  server().sql(`update sessions set renewed_at = renewed_at - interval '11 seconds' where user_id = $1`, [one.id]);

/** Waits until REST refuses this token. The server caches sessions for two seconds. */
async function untilRefused(token: string): Promise<void> {
  const call = () => callFrom('192.0.2.1', 'GET', '/api/me', undefined, { authorization: `Bearer ${token}` });
  for (let tries = 0; (await call()).status === 200; tries++) {
    if (tries === 100) throw new Error('the token still counts');
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}

it('a client takes a token that another window has refreshed from the storage, and stays signed in', async () => {
  const ada = await person('ada');
  const storage = new MemoryStorage();
  const first = await clientOf(ada, { storage });
  const before = tokenIn(storage, ada);
  makeSessionOld(storage, ada);
  const second = await resumed(ada, storage);
  await until(second, () => tokenIn(storage, ada) !== before);
  await endGrace(ada);
  await untilRefused(before);

  expect(await first.call('GET', '/api/me')).toMatchObject({ id: ada.id });
  expect([first.me?.id, second.me?.id]).toEqual([ada.id, ada.id]);
  first.reconnect();
  await first.live();
});

it('a client repeats a refresh at once when its answer is lost', async () => {
  const ada = await person('ada');
  const storage = new MemoryStorage();
  (await clientOf(ada, { storage })).close();
  const before = tokenIn(storage, ada);
  makeSessionOld(storage, ada);
  const { fetch } = globalThis;
  let lost = 0;
  globalThis.fetch = async (input, init) => {
    const answer = await fetch(input, init);
    if (!(input instanceof Request) || !input.url.endsWith('/api/refresh') || lost++ > 0) return answer;
    throw new TypeError('the network is gone');
  };
  try {
    const client = await resumed(ada, storage);
    await until(client, () => tokenIn(storage, ada) !== before);
    expect(lost).toBe(2);
    await endGrace(ada);
    await untilRefused(before);
    expect(await client.call('GET', '/api/me')).toMatchObject({ id: ada.id });
  } finally {
    globalThis.fetch = fetch;
  }
});

it('a device that was signed in before can sign in while others guess the password', async () => {
  const ada = await person('ada');
  const { email } = ada.login.user;
  const storage = new MemoryStorage();
  const client = await clientOf(ada, { storage });
  await client.signOut();
  await server().sql('delete from known_networks');
  for (let n = 0; n < 24; n++) await callFrom(`203.0.113.${n}`, 'POST', '/api/login', { email, password: 'a guess' });

  const stranger = new Parley({ url: ada.socketServer.url, storage: new MemoryStorage() });
  await expect(stranger.signIn({ email, password: ada.password })).rejects.toMatchObject({ code: 'rate.limited' });
  await client.signIn({ email, password: ada.password });
  expect(client.me?.id).toBe(ada.id);
});

it('a client signs out the other devices, or all devices', async () => {
  const ada = await person('ada');
  const [first, second] = [await clientOf(ada), await clientOf(ada)];
  expect(await first.signOutOthers()).toBe(2); // `second`, and the session that was created when she registered
  await until(second, () => second.state === 'signed-out');
  expect(first.state).toBe('live');

  const third = await clientOf(ada);
  await first.signOut({ everywhere: true });
  await until(third, () => third.state === 'signed-out');
});
