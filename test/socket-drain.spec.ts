import type { SocketDrain } from '../src/realtime/sessions/socket-drain.js';
import { expectAsDocumented } from './support/documented-events.js';
import type { TestSocket } from './support/test-socket.js';
import { onAnotherDevice, person } from './support/people.js';
import { RawSocket } from './support/raw-socket.js';
import { server, useServer } from './support/server.js';
import { StockClient } from './support/stock-client.js';

// A server of its own, because it accepts no new sockets after this test.
useServer({}, { own: true });

const SPREAD = 1_500;

const closing = ({ client }: TestSocket): Promise<{ reason: string; at: number }> =>
  new Promise((resolve) => client.once('disconnect', (reason) => resolve({ reason, at: Date.now() })));

it('a server that stops pushes to each socket when to reconnect, closes it then, and accepts no new socket', async () => {
  const ada = await person('ada');
  const sockets = await Promise.all(Array.from({ length: 20 }, () => ada.connects()));
  const warned = Promise.all(sockets.map((socket) => socket.waitFor('server.draining')));
  const closed = Promise.all(sockets.map(closing));
  const neverSignedIn = await RawSocket.open();

  const since = Date.now();
  const gone = server().live.service<SocketDrain>('realtime/sessions/socket-drain', 'SocketDrain').start(SPREAD);
  for (const payload of await warned) expectAsDocumented('server.draining', payload);
  const moments = (await warned).map(({ reconnectInMs }) => reconnectInMs);
  const other = await onAnotherDevice(ada);
  await expect(other.connects()).rejects.toMatchObject({
    message: 'websocket error',
    description: { message: 'Unexpected server response: 503' },
  });
  const stock = StockClient.of(other);
  expect(await stock.has('connect_error')).toMatchObject({
    active: true,
    envelope: { code: 'overloaded', retryAfter: 1 },
  });
  StockClient.endAll();
  await gone;

  expect((await ada.call('GET', '/api/me')).status).toBe(200);
  await neverSignedIn.closed;
  for (const [place, { reason, at }] of (await closed).entries()) {
    expect(reason).toBe('transport close'); // after this reason the official client reconnects by itself
    const moment = moments[place] ?? -1;
    expect(moment).toBeGreaterThanOrEqual(0);
    expect(moment).toBeLessThanOrEqual(SPREAD);
    expect(at - since).toBeGreaterThanOrEqual(moment - 50);
  }
  expect(new Set(moments).size).toBeGreaterThan(10);
});
