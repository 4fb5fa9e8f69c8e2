import { HttpConnection, requestOf } from '../http-connection.mjs';
import { SocketConnection } from '../socket-connection.mjs';

/** Invalid tokens of one address that are checked before it must wait. */
const MOST = 700;
const LOOKED_AT = 401;

/** One address calls with invalid tokens, over REST and sockets. */
export const garbageTokens = {
  name: 'garbage-tokens',
  description: 'One address calls with garbage for tokens, over REST and on sockets',
  places: ['embedded'],
  short: { calls: 3_000, connections: 20, sockets: 100 },
  long: { calls: 6_000, connections: 20, sockets: 300 },

  async attack({ url, world, numbers, tally, atMost }) {
    const [head, body] = world.caller.token.split('.');
    const tokens = ['x', `${head}.${body}.AAAA`, 'x'.repeat(4_000), `${head}.${head}.${head}`];
    let begun = 0;
    const calls = async () => {
      const connection = await HttpConnection.open(url).catch(() => null);
      while (connection && !connection.closed && begun < numbers.calls) {
        begun += 1;
        tally.http(await connection.ask(requestOf({ path: '/api/me', token: tokens[begun % tokens.length] })));
      }
    };
    const connects = async (_, number) => {
      const refused = await SocketConnection.signIn(url, tokens[number % tokens.length]).catch((error) => error);
      tally.ack({ status: 'error', code: refused.message?.slice(0, 12) ?? 'signed in', retryAfter: 1 });
    };
    await Promise.all(Array.from({ length: numbers.connections }, calls));
    await Promise.all(Array.from({ length: numbers.sockets }, connects));
    atMost('tokens looked at', tally.kinds[LOOKED_AT] ?? 0, MOST);
  },
};
