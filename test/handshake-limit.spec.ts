import { person } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { useServer } from './support/server.js';

const LIMIT = 200;

useServer({ RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' });

const openFrom = (address: string) => RawSocket.open({ 'x-forwarded-for': address });

/** Retries, because the server notices a closed socket a moment after its client. */
async function opensWithRetry(address: string): Promise<RawSocket> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = await openFrom(address).catch(() => null);
    if (socket) return socket;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('never let in');
}

it('the server limits the connections of each address that have not signed in, and no others', async () => {
  const { token } = await person('ada');
  const crowd = await Promise.all(Array.from({ length: LIMIT }, () => openFrom('198.51.100.7')));

  await expect(openFrom('198.51.100.7')).rejects.toThrow(/refused: 429/);
  (await openFrom('198.51.100.8')).close();
  crowd[0]?.send(`40${JSON.stringify({ token })}`);
  await crowd[0]?.waitFor('42["connection.ready"');
  const next = await openFrom('198.51.100.7'); // the socket that has signed in counts no longer
  await expect(openFrom('198.51.100.7')).rejects.toThrow(/refused: 429/);
  next.close();
  (await opensWithRetry('198.51.100.7')).close();
  for (const one of crowd) one.close();
});
