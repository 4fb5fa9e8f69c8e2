import { setTimeout as pause } from 'node:timers/promises';

import { HttpConnection, requestOf } from '../http-connection.mjs';

/** Differs from the address of the other attacks, so that its open connections do not count with theirs. */
const ADDRESS = '198.51.100.66';
const EVERY_MS = 1_000;

/** Requests that arrive one byte a second. The server must answer or close each after a while, whether it is the headers or the body. */
export const slowConnections = {
  name: 'slow-connections',
  description: 'Bodies and heads of one byte a second',
  background: true,
  places: ['embedded'],
  short: { each: 10, holdMs: 40_000 },
  long: { each: 30, holdMs: 45_000 },

  async attack({ url, world, numbers, tally, atMost }) {
    const login = requestOf({
      method: 'POST',
      path: '/api/login',
      length: 1_000,
      type: 'application/json',
      address: ADDRESS,
    });
    const upload = { method: 'POST', path: '/api/media', length: 1_000_000, token: world.uploader.token };
    const slow = {
      'bodies of logins held open': await hold(url, numbers, login),
      'bodies of uploads held open': await hold(
        url,
        numbers,
        requestOf({ ...upload, type: 'multipart/form-data; boundary=edge', address: ADDRESS }),
      ),
      'heads held open': await hold(
        url,
        numbers,
        `GET /health/live HTTP/1.1\r\nX-Forwarded-For: ${ADDRESS}\r\nX-Slow: `,
      ),
    };
    await pause(numbers.holdMs);
    for (const [what, connections] of Object.entries(slow)) {
      const open = connections.filter(({ closed, answers }) => !closed && answers.length === 0);
      for (const connection of connections) tally.http(connection.answers[0] ?? null);
      atMost(what, open.length, 0);
    }
  },
};

async function hold(url, { each }, beginning) {
  return Promise.all(
    Array.from({ length: each }, async () => {
      const connection = await HttpConnection.open(url);
      void connection.write(beginning);
      const timer = setInterval(() => {
        if (connection.closed) clearInterval(timer);
        else void connection.write('x');
      }, EVERY_MS);
      return connection;
    }),
  );
}
