import { HttpConnection, requestOf } from '../http-connection.mjs';
import { SocketConnection } from '../socket-connection.mjs';
import { Tally } from '../tally.mjs';

/** Messages that one person may send to one chat at once and in a second, see src/platform/load/allowances.ts. */
const AT_ONCE = 60;
const EACH_SECOND = 20;

/** One account sends messages to one chat as fast as it can, over sockets and REST. */
export const sendFlood = {
  name: 'send-flood',
  description: 'One account sends into one chat as fast as it can, over sockets and REST at once',
  short: { sockets: 3, events: 2_000, connections: 10, seconds: 2 },
  long: { sockets: 5, events: 4_000, connections: 20, seconds: 5 },

  async attack({ url, world, numbers, tally, atMost }) {
    const since = performance.now();
    const [events, calls] = await Promise.all([
      overSockets({ url, world, numbers }),
      overRest({ url, world, numbers }),
    ]);
    const seconds = (performance.now() - since) / 1_000;
    for (const part of [events, calls]) addTo(tally, part);
    atMost('messages sent', tally.accepted, Math.ceil(AT_ONCE + EACH_SECOND * seconds));
  },
};

async function overSockets({ url, world: { sender, loud }, numbers }) {
  const tally = new Tally();
  const connections = await Promise.all(
    Array.from({ length: numbers.sockets }, () => SocketConnection.signIn(url, sender.token)),
  );
  const asked = connections.flatMap((connection) =>
    Array.from({ length: numbers.events }, (_, number) =>
      connection.asks('message.send', { chatId: loud, message: `flood ${number}` }),
    ),
  );
  for (const ack of await Promise.all(asked)) tally.ack(ack);
  return tally;
}

async function overRest({ url, world: { sender, loud }, numbers }) {
  const tally = new Tally();
  const until = performance.now() + numbers.seconds * 1_000;
  const body = { message: 'flood' };
  const send = requestOf({ method: 'POST', path: `/api/chats/${loud}/messages`, token: sender.token, body });
  const sends = async () => {
    const connection = await HttpConnection.open(url);
    while (performance.now() < until && !connection.closed) tally.http(await connection.ask(send));
  };
  await Promise.all(Array.from({ length: numbers.connections }, sends));
  return tally;
}

function addTo(tally, part) {
  for (const kind of ['accepted', 'refused', 'failed', 'unanswered']) tally[kind] += part[kind];
  for (const [name, count] of Object.entries(part.kinds)) tally.kinds[name] = (tally.kinds[name] ?? 0) + count;
}
