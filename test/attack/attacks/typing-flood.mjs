import { setTimeout as pause } from 'node:timers/promises';

import { SocketConnection } from '../socket-connection.mjs';

const DEVICES = 4;
/** How often one person may start to type, at once and in a second, see src/platform/load/allowances.ts; each start may have an end. */
const AT_ONCE = 20;
const EACH_SECOND = 3;
const EVERY_MS = 10;

/** One account starts and stops typing as fast as it can, and everybody in the chat receives it. */
export const typingFlood = {
  name: 'typing-flood',
  description: 'One account begins and stops typing as fast as it can, before forty sockets',
  short: { sockets: 5, eachTick: 20, seconds: 2 },
  long: { sockets: 5, eachTick: 20, seconds: 5 },

  async attack({ url, world, numbers, tally, atMost }) {
    const listening = await Promise.all(
      world.listeners.flatMap(({ token }) =>
        Array.from({ length: DEVICES }, () => SocketConnection.signIn(url, token)),
      ),
    );
    const { token } = world.typist;
    const connections = await Promise.all(
      Array.from({ length: numbers.sockets }, () => SocketConnection.signIn(url, token)),
    );
    const asked = [];
    const since = performance.now();
    const until = since + numbers.seconds * 1_000;
    for (let number = 0; performance.now() < until;) {
      for (let ask = 0; ask < numbers.eachTick; ask += 1, number += 1) {
        const connection = connections[number % connections.length];
        asked.push(connection.asks(number % 2 === 0 ? 'typing.start' : 'typing.stop', { chatId: world.loud }));
      }
      await pause(EVERY_MS);
    }
    for (const ack of await Promise.all(asked)) tally.ack(ack);
    const seconds = (performance.now() - since) / 1_000;
    const received = listening.reduce((sum, { pushes }) => sum + count(pushes), 0);
    atMost('typing signs pushed', received, Math.ceil(listening.length * 2 * (AT_ONCE + EACH_SECOND * seconds)));
  },
};

const count = (pushes) => (pushes['typing.started'] ?? 0) + (pushes['typing.stopped'] ?? 0);
