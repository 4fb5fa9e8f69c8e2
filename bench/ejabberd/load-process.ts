import { setTimeout as pause } from 'node:timers/promises';

import { serve } from '../child.js';
import { HttpSender } from '../http-sender.js';
import { Listener } from '../listener.js';
import { percentile } from '../statistics.js';
import type { Crowd, PeerBurst, PeerLoad, Way } from './peer-load.js';
import { XmppConnection } from './xmpp-connection.js';

interface Talker {
  send(text: string): Promise<unknown>;
}

interface Open {
  connections: { received: number }[];
  talkers: Talker[];
}

const crowds = new Map<Way, Open>();
const ARRIVED_WITHIN_MS = 20_000;

serve('ready', (asked: Crowd | PeerBurst) => ('open' in asked ? open(asked) : burst(asked)));

async function open(crowd: Crowd): Promise<number> {
  const found = crowd.open === 'xmpp' ? await openXmpp(crowd) : await openOurs(crowd);
  crowds.set(crowd.open, found);
  return found.connections.length;
}

/** One after the other: the first person who enters a room creates it. */
async function openXmpp({ port, people, senders }: Crowd): Promise<Open> {
  const connections: XmppConnection[] = [];
  for (const { name, room } of people) connections.push(await XmppConnection.open(port, name, room));
  return { connections, talkers: connections.slice(0, senders) };
}

/** Those who send over REST have a socket as well, as clients do. */
async function openOurs({ open: way, url, people, senders }: Crowd): Promise<Open> {
  const connections = await Promise.all(people.map(({ token }) => Listener.open(url, token)));
  const talkers = people.slice(0, senders).map(async ({ token, room }, index): Promise<Talker> => {
    const talker = way === 'rest' ? await HttpSender.open(url, token) : connections[index];
    return { send: (text) => talker?.send(room, text) ?? Promise.resolve() };
  });
  return { connections, talkers: await Promise.all(talkers) };
}

async function burst({ way, seconds, roomSize }: PeerBurst): Promise<PeerLoad> {
  const { connections, talkers } = crowds.get(way) ?? { connections: [], talkers: [] };
  const received = (): number => connections.reduce((sum, connection) => sum + connection.received, 0);
  const before = received();
  const took: number[] = [];
  const since = performance.now();
  await Promise.all(talkers.map((talker) => talk(talker, since + seconds * 1000, took)));
  const elapsed = (performance.now() - since) / 1000;
  const deadline = performance.now() + ARRIVED_WITHIN_MS;
  while (received() - before < took.length * roomSize && performance.now() < deadline) await pause(2);
  const arrived = received() - before;
  if (arrived !== took.length * roomSize)
    throw new Error(`${way}: ${arrived} of ${took.length * roomSize} messages arrived`);
  took.sort((a, b) => a - b);
  return { sends: took.length, perSecond: took.length / elapsed, p99: percentile(took, 0.99) };
}

async function talk(talker: Talker, until: number, took: number[]): Promise<void> {
  for (let count = 0; performance.now() < until; count++) {
    const before = performance.now();
    await talker.send(`message ${count}: are we still on for lunch tomorrow?`);
    took.push(performance.now() - before);
  }
}
