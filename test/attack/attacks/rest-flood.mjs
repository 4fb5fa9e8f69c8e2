import { HttpLine, requestOf } from '../http-line.mjs';

/** What a person may ask for at once and in a second, see src/platform/load/allowances.ts; a list counts for two. */
const AT_ONCE = 600;
const EACH_SECOND = 50;
const COST = 2;

/** One account looks at its chats on hundreds of connections at once. */
export const restFlood = {
  name: 'rest-flood',
  says: 'One account asks for its chats on 800 connections at once',
  short: { connections: 800, seconds: 3 },
  long: { connections: 800, seconds: 8 },

  async attack({ url, world, numbers, tally, atMost }) {
    const since = performance.now();
    const until = performance.now() + numbers.seconds * 1_000;
    const list = requestOf({ path: '/api/chats', token: world.caller.token });
    const asks = async () => {
      const line = await HttpLine.open(url).catch(() => null);
      while (line && !line.closed && performance.now() < until) tally.http(await line.ask(list));
    };
    await Promise.all(Array.from({ length: numbers.connections }, asks));
    const seconds = (performance.now() - since) / 1_000;
    atMost('calls carried out', tally.accepted, Math.ceil((AT_ONCE + EACH_SECOND * seconds) / COST));
  },
};
