import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { auditNote, auditSends } from './audit.js';
import { bar, barChart } from './chart.js';
import { Child } from './child.js';
import { cpuOf } from './cpu.js';
import type { ListenersAsked } from './listeners-process.js';
import type { Burst, Load } from './load.js';
import { atLeast, type Section, show } from './report.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';
import { addChats, addPeople, createDatabase, inDatabase, SECRET, type Sender } from './world.js';

const MEMBERS = 1000;
const SENDERS = 8;

interface Room {
  name: 'ours' | 'bare';
  server: Child;
  url: string;
  senders: Burst['senders'];
}

interface Delivered {
  perSecond: number;
  cpuUs: number;
}

/** Messages into a room of a thousand: our server, with everything it does for a message, against a bare Socket.IO emit. */
export async function fanout(cluster: Cluster, settings: Settings): Promise<Section> {
  const [listeners] = await Child.start('./listeners-process.ts');
  const [load] = await Child.start('./load-process.ts');
  const rooms = [await ourRoom(cluster, listeners), await bareRoom(listeners)];
  const received = new Map(rooms.map((room) => [room, 0]));
  const found = await inTurn(rooms, settings.rounds, async (room) => {
    const before = { cpu: cpuOf(room.server.pid), heard: received.get(room) ?? 0, at: performance.now() };
    const burst: Burst = {
      key: room.name,
      transport: 'socket',
      url: room.url,
      senders: room.senders,
      seconds: settings.seconds,
    };
    const { sends } = await load.ask<Load>(burst);
    const asked = { room: room.name, atLeast: before.heard + sends * MEMBERS } satisfies ListenersAsked;
    const now = await listeners.ask<number>(asked);
    received.set(room, now);
    const deliveries = now - before.heard;
    if (deliveries !== sends * MEMBERS)
      throw new Error(`${room.name}: ${deliveries} of ${sends * MEMBERS} pushes arrived`);
    const seconds = (performance.now() - before.at) / 1000;
    return { perSecond: deliveries / seconds, cpuUs: ((cpuOf(room.server.pid) - before.cpu) * 1000) / deliveries };
  });
  const audited = await auditSends(cluster, 'fanout', [{ child: load, key: 'ours' }]);
  await Promise.all([load, listeners, ...rooms.map(({ server }) => server)].map((child) => child.stop()));
  return sectionOf([...found.values()] as [Delivered[], Delivered[]], { ...settings, audited });
}

async function ourRoom(cluster: Cluster, listeners: Child): Promise<Room> {
  const DATABASE_URL = await createDatabase(cluster.url, 'fanout');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'fanout' };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  const { people, chat } = await inDatabase(cluster.url, 'fanout', async (client) => {
    const all = await addPeople(client, MEMBERS + SENDERS);
    const [id = ''] = await addChats(client, [all.map(({ userId }) => userId)]);
    await client.query('vacuum analyze');
    return { people: all, chat: id };
  });
  await listeners.ask({ open: 'ours', url, tokens: tokensOf(people.slice(SENDERS)) } satisfies ListenersAsked);
  return {
    name: 'ours',
    server,
    url,
    senders: people.slice(0, SENDERS).map(({ token }) => ({ token, chats: [chat] })),
  };
}

async function bareRoom(listeners: Child): Promise<Room> {
  const [server, { url }] = await Child.start<{ url: string }>('./bare-room-process.ts', [], { PROFILE_AS: 'bare' });
  await listeners.ask({ open: 'bare', url, tokens: Array<string>(MEMBERS).fill('') } satisfies ListenersAsked);
  return {
    name: 'bare',
    server,
    url,
    senders: Array(SENDERS).fill({ token: '', chats: ['room'] }) as Burst['senders'],
  };
}

const tokensOf = (people: Sender[]): string[] => people.map(({ token }) => token);

function sectionOf(
  [ours, bare]: [Delivered[], Delivered[]],
  { rounds, seconds, audited }: Settings & { audited: number },
): Section {
  const of = (all: Delivered[], what: keyof Delivered): number[] => all.map((one) => one[what]);
  const row = (name: string, all: Delivered[]): string[] => [
    name,
    show(figure(of(all, 'perSecond'))),
    show(figure(of(all, 'cpuUs'))),
  ];
  return {
    title: 'A room of a thousand',
    about:
      `${SENDERS} senders over the socket, each with one message under way, into a chat of ${MEMBERS.toLocaleString('en')} connected people; ` +
      'against a server with only Socket.IO that emits the same payload to a room of the same size. ' +
      `A separate process counts the messages that arrive. ${rounds} rounds of ${seconds} s each, in turn. ${auditNote(audited)}`,
    head: ['server', 'deliveries/s', 'server CPU µs per delivery'],
    rows: [row('ours, stored in PostgreSQL first', ours), row('bare Socket.IO room emit, nothing stored', bare)],
    picture: {
      file: 'fan-out.svg',
      svg: barChart({
        title: `Into a chat of ${MEMBERS.toLocaleString('en')} connected people`,
        unit: 'deliveries/s',
        groups: [
          { name: 'stored in PostgreSQL first', bars: [bar('ours', figure(of(ours, 'perSecond')))] },
          { name: 'nothing stored', bars: [bar('bare Socket.IO room emit', figure(of(bare, 'perSecond')))] },
        ],
      }),
    },
    verdicts: [
      atLeast(
        'deliveries into a room of 1,000 against a bare room emit',
        0.95,
        ratio(of(ours, 'perSecond'), of(bare, 'perSecond')),
      ),
    ],
  };
}
