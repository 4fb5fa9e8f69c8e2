import { BEHIND_A_PROXY, callFrom, inParallel } from './support/networks.js';
import { person } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { useServer } from './support/server.js';

useServer(BEHIND_A_PROXY);

const PLACES = ['/api/me', '/api/chats', '/api/users?q=ada', '/api/media/none?t=garbage'];
const callWithToken = (address: string, path: string, token: string | null = 'garbage') =>
  callFrom(address, 'GET', path, undefined, token === null ? {} : { authorization: `Bearer ${token}` });

/** Makes 900 calls with bad tokens or without one, twenty at a time. @returns the status of each */
async function flood(address: (n: number) => string): Promise<number[]> {
  const calls = Array.from({ length: 900 }, (_, n) => n);
  return inParallel(calls, 20, async (n) => {
    const path = PLACES[n % PLACES.length] ?? '';
    return (await callWithToken(address(n), path, n % 3 && !path.includes('?t=') ? 'garbage' : null)).status;
  });
}

it('calls with bad tokens or none are limited per network, whatever their path; a call with a valid token is not', async () => {
  const ada = await person('ada');
  const statuses = await flood((n) => `2001:db8:9:9::${n}`);

  expect(new Set(statuses)).toEqual(new Set([401, 429]));
  expect(statuses.filter((status) => status === 401).length).toBeGreaterThanOrEqual(600);
  // The limit recovers while this runs, so it may permit one more call.
  const more = await Promise.all(Array.from({ length: 10 }, () => callWithToken('2001:db8:9:9::1', '/api/me')));
  const refused = more.find(({ status }) => status === 429)!;
  expect(refused).toMatchObject({ status: 429, body: { code: 'rate.limited', params: { limit: 600 } } });
  expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);

  expect((await callWithToken('2001:db8:9:9::1', '/api/me', ada.token)).status).toBe(200);
  expect((await callWithToken('2001:db8:9:a::1', '/api/me')).status).toBe(401);
});

it('after too many bad tokens, the server closes a socket with a bad token without sending an error', async () => {
  const address = '198.51.100.90';
  const openSocket = () => RawSocket.open({ 'x-forwarded-for': address });
  const first = await openSocket();
  first.send('40{"token":"garbage"}');
  expect(await first.waitFor('44')).toContain('auth.token_invalid');
  await flood(() => address);

  const more = await Promise.all(Array.from({ length: 10 }, openSocket));
  for (const one of more) one.send('40{"token":"garbage"}');
  // The limit recovers meanwhile, so some of the sockets still receive the error.
  const outcomeOf = (one: RawSocket) =>
    one.waitFor('44').then(
      () => 'told',
      () => 'closed',
    );
  const ends = await Promise.all(more.map(outcomeOf));
  expect(ends.filter((end) => end === 'closed').length).toBeGreaterThan(0);
  for (const one of [first, ...more]) one.close();
});
