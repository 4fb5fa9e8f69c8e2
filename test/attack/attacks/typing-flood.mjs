import { setTimeout as pause } from 'node:timers/promises';

import { SocketLine } from '../socket-line.mjs';

const DEVICES = 4;
/** Signs that others may hear of one person in a second, far above what any client sends. */
const EACH_SECOND = 10;
const EVERY_MS = 10;

/** One account begins and stops typing as fast as it can, and everybody in the chat is told of it. */
export const typingFlood = {
  name: 'typing-flood',
  says: 'One account begins and stops typing as fast as it can, before forty sockets',
  short: { sockets: 5, eachTick: 20, seconds: 3 },
  long: { sockets: 5, eachTick: 20, seconds: 6 },

  async attack({ url, world, numbers, tally, atMost }) {
    const ears = await Promise.all(
      world.listeners.flatMap(({ token }) => Array.from({ length: DEVICES }, () => SocketLine.signIn(url, token))),
    );
    const { token } = world.mallory;
    const lines = await Promise.all(Array.from({ length: numbers.sockets }, () => SocketLine.signIn(url, token)));
    const asked = [];
    const until = performance.now() + numbers.seconds * 1_000;
    for (let number = 0; performance.now() < until;) {
      for (let ask = 0; ask < numbers.eachTick; ask += 1, number += 1) {
        const line = lines[number % lines.length];
        asked.push(line.asks(number % 2 === 0 ? 'typing.start' : 'typing.stop', { chatId: world.loud }));
      }
      await pause(EVERY_MS);
    }
    for (const ack of await Promise.all(asked)) tally.ack(ack);
    const heard = ears.reduce((sum, { pushes }) => sum + count(pushes), 0);
    atMost('typing signs pushed', heard, ears.length * EACH_SECOND * (numbers.seconds + 1));
  },
};

const count = (pushes) => (pushes['typing.started'] ?? 0) + (pushes['typing.stopped'] ?? 0);
