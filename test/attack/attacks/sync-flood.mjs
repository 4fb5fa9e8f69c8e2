import { SocketConnection } from '../socket-connection.mjs';

/** One account syncs sixty chats from many sockets at once, and disconnects. */
export const syncFlood = {
  name: 'sync-flood',
  description: 'One account, many sockets, `sync` over 60 chats on each of them again and again',
  short: { sockets: 10, syncs: 100, patienceMs: 4_000 },
  long: { sockets: 20, syncs: 200, patienceMs: 6_000 },

  async attack({ url, world, numbers, tally }) {
    const { token } = world.mallory;
    const chats = Object.fromEntries(world.many.map((id) => [id, [0, 0, 0, 0]]));
    const connections = await Promise.all(
      Array.from({ length: numbers.sockets }, () => SocketConnection.signIn(url, token)),
    );
    const asked = connections.flatMap((connection) =>
      Array.from({ length: numbers.syncs }, () => connection.asks('sync', { chats }, numbers.patienceMs)),
    );
    for (const answer of await Promise.all(asked)) tally.ack(answer);
  },
};
