import { HttpLine, requestOf } from '../http-line.mjs';

const CALLS_A_MINUTE = 600;

/** One account looks at its chats on hundreds of connections at once. */
export const restFlood = {
  name: 'rest-flood',
  says: 'One account asks for its chats on 800 connections at once',
  short: { connections: 800, seconds: 3 },
  long: { connections: 800, seconds: 8 },

  async attack({ url, world, numbers, tally, atMost }) {
    const until = performance.now() + numbers.seconds * 1_000;
    const list = requestOf({ path: '/api/chats', token: world.mallory.token });
    const asks = async () => {
      const line = await HttpLine.open(url).catch(() => null);
      while (line && !line.closed && performance.now() < until) tally.http(await line.ask(list));
    };
    await Promise.all(Array.from({ length: numbers.connections }, asks));
    atMost('calls carried out', tally.accepted, 2 * CALLS_A_MINUTE);
  },
};
