import { SocketLine } from '../socket-line.mjs';

/** What a person may ask for at once and in a second, see src/platform/load/allowances.ts. */
const AT_ONCE = 600;
const EACH_SECOND = 50;

/** One account marks a chat as read as fast as it can, from several sockets. */
export const eventFlood = {
  name: 'event-flood',
  says: 'One account marks a chat as read thousands of times, from several sockets',
  shortPlaces: ['embedded'],
  short: { sockets: 5, events: 1_000 },
  long: { sockets: 5, events: 4_000 },

  async attack({ url, world, numbers, tally, atMost }) {
    const since = performance.now();
    const { token } = world.reader;
    const lines = await Promise.all(Array.from({ length: numbers.sockets }, () => SocketLine.signIn(url, token)));
    const asked = lines.flatMap((line) =>
      Array.from({ length: numbers.events }, () => line.asks('chat.read', { chatId: world.loud, seq: 1 })),
    );
    for (const ack of await Promise.all(asked)) tally.ack(ack);
    const seconds = (performance.now() - since) / 1_000;
    atMost('events carried out', tally.accepted, Math.ceil(AT_ONCE + EACH_SECOND * seconds));
  },
};
