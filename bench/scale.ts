import { setTimeout as pause } from 'node:timers/promises';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { auditNote, auditSends } from './audit.js';
import { Child } from './child.js';
import { cpuOf } from './cpu.js';
import type { ListenersAsked } from './listeners-process.js';
import type { Burst, Load } from './load.js';
import { nodes } from './nodes.js';
import { atMost, type Section, show } from './report.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';
import { addChats, addPeople, createDatabase, inDatabase, SECRET } from './world.js';

const CHATS = [100, 10_000] as const;
const SENDERS = 8;

interface Place {
  server: Child;
  burst: Burst;
}

interface Measured {
  /** Server CPU, ms for each message that was sent and pushed. */
  perPush: number;
  /** Server CPU, ms a second, while nothing is sent. */
  idle: number;
}

/** Measures what may grow with nodes, and what must not grow with chats that have listeners but no messages. */
export async function scale(cluster: Cluster, settings: Settings): Promise<Section[]> {
  return [await localChats(cluster, settings), await nodes(cluster, settings)];
}

async function localChats(cluster: Cluster, settings: Settings): Promise<Section> {
  const [load] = await Child.start('./load-process.ts');
  const [listeners] = await Child.start('./listeners-process.ts');
  const places: Place[] = [];
  for (const chats of CHATS) places.push(await placeWith(chats, { cluster, listeners, settings }));
  const found = await inTurn(places, settings.rounds, (place) => measure(place, load, settings.seconds));
  let audited = 0;
  for (const { burst } of places) audited += await auditSends(cluster, burst.key, [{ child: load, key: burst.key }]);
  await Promise.all([load, listeners, ...places.map(({ server }) => server)].map((child) => child.stop()));
  return sectionOf([...found.values()] as [Measured[], Measured[]], { ...settings, audited });
}

/** A server with one listener who is in this many chats; the senders all send to the first of them. */
async function placeWith(
  count: number,
  { cluster, listeners, settings }: { cluster: Cluster; listeners: Child; settings: Settings },
): Promise<Place> {
  const name = `scale_${count}`;
  const DATABASE_URL = await createDatabase(cluster.url, name);
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: name };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  const { listener, senders, chat } = await inDatabase(cluster.url, name, async (client) => {
    const [first, ...others] = await addPeople(client, 1 + SENDERS);
    if (!first) throw new Error('nobody listens');
    const everybody = [first, ...others].map(({ userId }) => userId);
    const pair = [first.userId, others[0]?.userId ?? ''];
    const [id = ''] = await addChats(client, [everybody, ...Array.from({ length: count - 1 }, () => pair)]);
    await client.query('vacuum analyze');
    return { listener: first, senders: others, chat: id };
  });
  await listeners.ask({ open: name, url, tokens: [listener.token] } satisfies ListenersAsked);
  const talkers = senders.map(({ token }) => ({ token, chats: [chat] }));
  return { server, burst: { key: name, transport: 'http', url, senders: talkers, seconds: settings.seconds } };
}

async function measure({ server, burst }: Place, load: Child, seconds: number): Promise<Measured> {
  const before = cpuOf(server.pid);
  const { sends } = await load.ask<Load>(burst);
  const after = cpuOf(server.pid);
  await pause(seconds * 1000);
  return { perPush: (after - before) / sends, idle: (cpuOf(server.pid) - after) / seconds };
}

function sectionOf(
  [few, many]: [Measured[], Measured[]],
  { rounds, seconds, audited }: Settings & { audited: number },
): Section {
  const of = (all: Measured[], what: keyof Measured): number[] => all.map((each) => each[what]);
  const row = (chats: number, all: Measured[]): string[] => [
    chats.toLocaleString('en'),
    show(figure(of(all, 'perPush'))),
    show(figure(of(all, 'idle'))),
  ];
  return {
    title: 'Chats that do not move',
    about:
      `A node with feeds for 100 and for 10,000 chats, ${SENDERS} people sending into one of them over REST, and one person connected who is in all chats. ` +
      `The node reads the journal once a second. ${rounds} rounds of ${seconds} s of sending and ${seconds} s of rest each, in turn. ${auditNote(audited)}`,
    head: ['chats on the node', 'server CPU ms per message sent and pushed', 'server CPU ms/s at rest'],
    rows: [row(CHATS[0], few), row(CHATS[1], many)],
    verdicts: [
      atMost('cost of a push with 10,000 local chats against 100', 1.2, ratio(of(many, 'perPush'), of(few, 'perPush'))),
    ],
  };
}
