import { setTimeout as pause } from 'node:timers/promises';

import { SocketConnection } from '../socket-connection.mjs';

/** The number of open connections of one address that have not signed in, see src/realtime/gateway/handshakes.ts. */
const MOST = 200;

/** One address opens sockets and sends nothing. */
export const unauthenticatedSockets = {
  name: 'unauthenticated-sockets',
  description: 'One address opens sockets that never sign in',
  places: ['embedded'],
  short: { connections: 400, holdMs: 500 },
  long: { connections: 1_000, holdMs: 3_000 },

  async attack({ url, numbers, tally, atMost }) {
    const opened = await Promise.all(
      Array.from({ length: numbers.connections }, () =>
        SocketConnection.open(url).catch((error) => {
          tally.ack({ status: 'error', code: error.message, retryAfter: 1 });
          return null;
        }),
      ),
    );
    await pause(numbers.holdMs);
    const open = opened.filter((connection) => connection && !connection.closed);
    open.forEach(() => tally.ack({ status: 'success' }));
    atMost('connections open that never sign in', open.length, MOST);
  },
};
