import { SocketConnection } from '../socket-connection.mjs';

/** What a person may open at once, and in a second, see src/platform/load/allowances.ts. */
const AT_ONCE = 60;
const EACH_SECOND = 1;

/** One account connects, signs in and disconnects, again and again. */
export const reconnectFlood = {
  name: 'reconnect-flood',
  description: 'One account connects, signs in and hangs up as fast as it can',
  short: { atOnce: 30, seconds: 2 },
  long: { atOnce: 30, seconds: 8 },

  async attack({ url, world, numbers, tally, atMost }) {
    const until = performance.now() + numbers.seconds * 1_000;
    const comesAndGoes = async () => {
      while (performance.now() < until) {
        const outcome = await SocketConnection.signIn(url, world.comer.token).then(
          (connection) => {
            connection.close();
            return { status: 'success' };
          },
          (error) => ({ status: 'error', code: error.message.slice(0, 40), retryAfter: 1 }),
        );
        tally.ack(outcome);
      }
    };
    await Promise.all(Array.from({ length: numbers.atOnce }, comesAndGoes));
    atMost('connections signed in', tally.accepted, AT_ONCE + EACH_SECOND * (numbers.seconds + 5));
  },
};
