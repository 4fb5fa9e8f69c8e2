import { person } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { useServer } from './support/server.js';

const LIMIT = 200;

useServer({ RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' });

const from = (address: string) => RawSocket.open({ 'x-forwarded-for': address });

/** Retries, because the server notices a closed socket a moment after its client. */
async function gets(address: string): Promise<RawSocket> {
  for (let tries = 0; tries < 100; tries++) {
    const socket = await from(address).catch(() => null);
    if (socket) return socket;
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
  throw new Error('never let in');
}

it('the server limits the connections of each address that have not signed in, and no others', async () => {
  const { token } = await person('ada');
  const crowd = await Promise.all(Array.from({ length: LIMIT }, () => from('198.51.100.7')));

  await expect(from('198.51.100.7')).rejects.toThrow(/refused: 429/);
  (await from('198.51.100.8')).hangUp();
  crowd[0]?.says(`40${JSON.stringify({ token })}`);
  await crowd[0]?.hears('42["connection.ready"');
  const next = await from('198.51.100.7'); // the socket that has signed in counts no longer
  await expect(from('198.51.100.7')).rejects.toThrow(/refused: 429/);
  next.hangUp();
  (await gets('198.51.100.7')).hangUp();
  for (const one of crowd) one.hangUp();
});
