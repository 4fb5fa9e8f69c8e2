import { SocketLine } from '../socket-line.mjs';

/** One account syncs sixty chats from many sockets at once, and disconnects. */
export const syncFlood = {
  name: 'sync-flood',
  says: 'One account, many sockets, `sync` over 60 chats on each of them again and again',
  short: { sockets: 10, syncs: 100, patienceMs: 4_000 },
  long: { sockets: 20, syncs: 200, patienceMs: 6_000 },

  async attack({ url, world, numbers, tally }) {
    const { token } = world.mallory;
    const chats = Object.fromEntries(world.many.map((id) => [id, [0, 0, 0, 0]]));
    const lines = await Promise.all(Array.from({ length: numbers.sockets }, () => SocketLine.signIn(url, token)));
    const asked = lines.flatMap((line) =>
      Array.from({ length: numbers.syncs }, () => line.asks('sync', { chats }, numbers.patienceMs)),
    );
    for (const answer of await Promise.all(asked)) tally.ack(answer);
  },
};
