import { HttpConnection, requestOf } from '../http-connection.mjs';

/** The longest search text, which occurs nowhere: the messages repeat one letter. */
const NEVER = `${'a'.repeat(99)}b`;

/** One account searches long messages for a text that none contains, many times at once. */
export const searchFlood = {
  name: 'search-flood',
  description: '2,000 messages of 4,000 letters, searched for what is in none of them, 30 times at once',
  short: { atOnce: 30, seconds: 2 },
  long: { atOnce: 30, seconds: 5 },

  async attack({ url, world, numbers, tally }) {
    const { token } = world.searcher;
    const until = performance.now() + numbers.seconds * 1_000;
    const search = requestOf({ path: `/api/chats/${world.long}/search-messages?q=${NEVER}`, token });
    const searches = async () => {
      const connection = await HttpConnection.open(url);
      while (performance.now() < until && !connection.closed) tally.http(await connection.ask(search, 20_000));
    };
    await Promise.all(Array.from({ length: numbers.atOnce }, searches));
  },
};
