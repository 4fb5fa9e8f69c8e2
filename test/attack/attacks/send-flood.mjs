import { HttpLine, requestOf } from '../http-line.mjs';
import { SocketLine } from '../socket-line.mjs';
import { Tally } from '../tally.mjs';

/** What a socket may send at once and in a second, see src/realtime/event-allowance.ts; and a call over REST in a minute. */
const BURST = 200;
const EACH_SECOND = 50;
const CALLS_A_MINUTE = 600;

/** One account says things in one chat as fast as it can, on sockets and over REST. */
export const sendFlood = {
  name: 'send-flood',
  says: 'One account sends into one chat as fast as it can, over sockets and REST at once',
  short: { sockets: 3, events: 2_000, lines: 10, seconds: 3 },
  long: { sockets: 5, events: 4_000, lines: 20, seconds: 8 },

  async attack({ url, world, numbers, tally, atMost }) {
    const since = performance.now();
    const [events, calls] = await Promise.all([
      overSockets({ url, world, numbers }),
      overRest({ url, world, numbers }),
    ]);
    const seconds = (performance.now() - since) / 1_000;
    for (const part of [events, calls]) addTo(tally, part);
    atMost('events carried out', events.accepted, Math.ceil(numbers.sockets * (BURST + EACH_SECOND * seconds)));
    // the minute may change meanwhile
    atMost('calls carried out', calls.accepted, CALLS_A_MINUTE * Math.ceil(1 + seconds / 60));
  },
};

async function overSockets({ url, world: { mallory, loud }, numbers }) {
  const tally = new Tally();
  const lines = await Promise.all(Array.from({ length: numbers.sockets }, () => SocketLine.signIn(url, mallory.token)));
  const asked = lines.flatMap((line) =>
    Array.from({ length: numbers.events }, (_, number) =>
      line.asks('message.send', { chatId: loud, message: `flood ${number}` }),
    ),
  );
  for (const ack of await Promise.all(asked)) tally.ack(ack);
  return tally;
}

async function overRest({ url, world: { mallory, loud }, numbers }) {
  const tally = new Tally();
  const until = performance.now() + numbers.seconds * 1_000;
  const body = { message: 'flood' };
  const send = requestOf({ method: 'POST', path: `/api/chats/${loud}/messages`, token: mallory.token, body });
  const sends = async () => {
    const line = await HttpLine.open(url);
    while (performance.now() < until && !line.closed) tally.http(await line.ask(send));
  };
  await Promise.all(Array.from({ length: numbers.lines }, sends));
  return tally;
}

function addTo(tally, part) {
  for (const kind of ['accepted', 'refused', 'failed', 'unanswered']) tally[kind] += part[kind];
  for (const [name, count] of Object.entries(part.kinds)) tally.kinds[name] = (tally.kinds[name] ?? 0) + count;
}
