import { setTimeout as pause } from 'node:timers/promises';

import { HttpConnection, requestOf } from '../http-connection.mjs';

/** A client that requests long answers, one after the other, and reads none of them must not fill the memory. */
export const unreadAnswers = {
  name: 'unread-answers',
  description: 'Long pages asked for again and again on one connection, and nothing read',
  places: ['embedded'],
  short: { connections: 30, asks: 10, holdMs: 1_500 },
  long: { connections: 60, asks: 20, holdMs: 4_000 },

  async attack({ url, world, numbers, tally }) {
    const page = requestOf({ path: `/api/chats/${world.long}/messages?limit=100`, token: world.reader.token });
    const connections = await Promise.all(Array.from({ length: numbers.connections }, () => HttpConnection.open(url)));
    for (const connection of connections) {
      connection.stopReading();
      void connection.write(page.repeat(numbers.asks));
    }
    await pause(numbers.holdMs);
    for (const connection of connections) tally.http(connection.answers[0] ?? null);
  },
};
