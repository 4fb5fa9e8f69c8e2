import { HttpConnection, requestOf } from '../http-connection.mjs';

/** What a person may request at once and in a second, see src/platform/load/allowances.ts. */
const AT_ONCE = 600;
const EACH_SECOND = 50;

/** One account makes calls of several kinds on hundreds of connections at once. */
export const restFlood = {
  name: 'rest-flood',
  description: 'One account asks for its chats, one of them, its pages and itself on 800 connections at once',
  short: { connections: 800, seconds: 2 },
  long: { connections: 800, seconds: 5 },

  async attack({ url, world, numbers, tally, atMost }) {
    const since = performance.now();
    const until = since + numbers.seconds * 1_000;
    const { token } = world.caller;
    // Each route has its own limit; this attack must reach the person's limit.
    const paths = ['/api/chats', '/api/me', `/api/chats/${world.loud}`, `/api/chats/${world.loud}/messages`];
    const calls = paths.map((path) => requestOf({ path, token }));
    const asks = async (_, number) => {
      const connection = await HttpConnection.open(url).catch(() => null);
      for (let turn = number; connection && !connection.closed && performance.now() < until; turn += 1)
        tally.http(await connection.ask(calls[turn % calls.length]));
    };
    await Promise.all(Array.from({ length: numbers.connections }, asks));
    const seconds = (performance.now() - since) / 1_000;
    atMost('calls carried out', tally.accepted, Math.ceil(AT_ONCE + EACH_SECOND * seconds));
  },
};
