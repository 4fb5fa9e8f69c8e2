import { SocketConnection } from '../socket-connection.mjs';

/** What a person may request at once and in a second, see src/platform/load/allowances.ts. */
const AT_ONCE = 600;
const EACH_SECOND = 50;
const AT_ONCE_EACH = 10;

/** An unknown event costs only its check, so only the person's allowance can refuse it. */
const UNKNOWN = 'event.unknown';

/** One account sends unknown events as fast as it can, from several sockets. */
export const eventFlood = {
  name: 'event-flood',
  description: 'One account sends events that nobody knows as fast as it can, from several sockets',
  shortPlaces: ['embedded'],
  short: { sockets: 5, seconds: 4 },
  long: { sockets: 5, seconds: 8 },

  async attack({ url, world, numbers, tally, atMost }) {
    const since = performance.now();
    const { token } = world.reader;
    const connections = await Promise.all(
      Array.from({ length: numbers.sockets }, () => SocketConnection.signIn(url, token)),
    );
    const until = since + numbers.seconds * 1_000;
    const turns = async (connection) => {
      while (!connection.closed && performance.now() < until) tally.ack(await connection.asks('no.such.event', {}));
    };
    await Promise.all(
      connections.flatMap((connection) => Array.from({ length: AT_ONCE_EACH }, () => turns(connection))),
    );
    const seconds = (performance.now() - since) / 1_000;
    atMost('events looked at', tally.kinds[UNKNOWN] ?? 0, Math.ceil(AT_ONCE + EACH_SECOND * seconds));
  },
};
