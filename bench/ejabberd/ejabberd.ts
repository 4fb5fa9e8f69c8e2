import type { Cluster } from '../../scripts/throwaway-postgres.mjs';
import { Child } from '../child.js';
import { cpuOf, cpuOfFamily } from '../cpu.js';
import { atLeast, atMost, type Section, show, unreached } from '../report.js';
import type { Settings } from '../settings.js';
import { figure, ratio } from '../statistics.js';
import { inTurn } from '../turns.js';
import { addChats, addPeople, createDatabase, inDatabase, SECRET } from '../world.js';
import { EjabberdServer } from './ejabberd-server.js';
import type { Crowd, PeerBurst, PeerLoad, Way } from './peer-load.js';

const ROOMS = 10;
const ROOM_SIZE = 10;
const SENDERS = 16;
const ROUNDS = 4;
/** V8 compiles the server's code while it runs; ejabberd is compiled when it starts. */
const WARM_UP_SECONDS = 8;

const WAYS: Record<Way, string> = {
  xmpp: 'ejabberd, XMPP',
  rest: 'ours, REST',
  socket: 'ours, socket',
};

/** CPU in ms per send. */
type Measured = PeerLoad & { serverCpu: number; postgresCpu: number; cpu: number };

const REST = "what it costs more than a send over the socket is Node's HTTP, Fastify, and the guards and pipe of Nest.";
const SOCKETS =
  'the targets come from another machine, where the same comparison gave 2.0 and 0.34 for an older server with fewer checks.';

/** Sends into rooms of ten connected people: our server against ejabberd with rooms (MUC) and an archive in PostgreSQL. */
export async function ejabberd(cluster: Cluster, { seconds, rounds }: Settings): Promise<Section> {
  const names = Array.from({ length: ROOMS * ROOM_SIZE }, (_, person) => `person${person}`);
  const peer = await EjabberdServer.start(cluster, names);
  const [server, url, people] = await ourServer(cluster, names);
  const [load] = await Child.start('./ejabberd/load-process.ts');
  for (const open of Object.keys(WAYS) as Way[])
    await load.ask({ open, url, port: peer.port, people: people[open], senders: SENDERS } satisfies Crowd);
  for (const way of Object.keys(WAYS) as Way[])
    await load.ask({ way, seconds: WARM_UP_SECONDS, roomSize: ROOM_SIZE } satisfies PeerBurst);
  const pids = { xmpp: peer.pid, rest: server.pid, socket: server.pid };
  const found = await inTurn(Object.keys(WAYS) as Way[], Math.min(rounds, ROUNDS), (way) =>
    measure({ load, cluster, pid: pids[way] }, { way, seconds: 2 * seconds, roomSize: ROOM_SIZE }),
  );
  await Promise.all([load.stop(), server.stop(), peer.stop()]);
  return sectionOf(found, 2 * seconds);
}

async function ourServer(cluster: Cluster, names: string[]): Promise<[Child, string, Record<Way, Crowd['people']>]> {
  const DATABASE_URL = await createDatabase(cluster.url, 'peers');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'peers' };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  const people = await inDatabase(cluster.url, 'peers', async (client) => {
    const crowdOf = async (): Promise<Crowd['people']> => {
      const all = await addPeople(client, names.length);
      const members = Array.from({ length: ROOMS }, (_, room) =>
        all.filter((_person, index) => index % ROOMS === room).map(({ userId }) => userId),
      );
      const rooms = await addChats(client, members);
      return all.map(({ token }, index) => ({ name: '', token, room: rooms[index % ROOMS] ?? '' }));
    };
    const ours = { rest: await crowdOf(), socket: await crowdOf() };
    await client.query('vacuum analyze');
    return ours;
  });
  const xmpp = names.map((name, index) => ({ name, token: '', room: `room${index % ROOMS}` }));
  return [server, url, { xmpp, ...people }];
}

async function measure(
  { load, cluster, pid }: { load: Child; cluster: Cluster; pid: number },
  burst: PeerBurst,
): Promise<Measured> {
  const before = { server: cpuOf(pid), postgres: cpuOfFamily(cluster.pid) };
  const result = await load.ask<PeerLoad>(burst);
  const serverCpu = (cpuOf(pid) - before.server) / result.sends;
  const postgresCpu = (cpuOfFamily(cluster.pid) - before.postgres) / result.sends;
  return { ...result, serverCpu, postgresCpu, cpu: serverCpu + postgresCpu };
}

function sectionOf(found: Map<Way, Measured[]>, seconds: number): Section {
  const of = (way: Way, what: keyof Measured): number[] => (found.get(way) ?? []).map((one) => one[what]);
  const against = (way: Way, what: keyof Measured) => ratio(of(way, what), of('xmpp', what));
  const columns = ['perSecond', 'p99', 'serverCpu', 'postgresCpu'] as const;
  return {
    title: 'Sends against ejabberd',
    about:
      `${ROOMS} rooms of ${ROOM_SIZE} people with a live connection each; ${SENDERS} of them send, each with one message under way, which is ` +
      'acknowledged when it is stored in PostgreSQL (fsync on), and delivered to everybody in its room; every delivery is counted. ' +
      "Debian's ejabberd has its rooms (MUC) and their archive (MAM) in PostgreSQL, and XMPP over TCP with neither TLS nor shapers. " +
      'Ours is the whole server with full authorization and validation (`RATE_LIMIT=off`). All clients are small ones on `node:net`, in one ' +
      `process. ${found.get('xmpp')?.length ?? 0} rounds of ${seconds} s each, in turn; medians, in brackets the lowest and highest round. ` +
      "What a send over REST costs more than one over the socket is Node's HTTP, Fastify, and the guards and pipe of Nest around each call.",
    head: ['server', 'sends/s', 'ack p99 ms', 'server CPU ms/send', 'PostgreSQL CPU ms/send'],
    rows: (Object.keys(WAYS) as Way[]).map((way) => [WAYS[way], ...columns.map((what) => show(figure(of(way, what))))]),
    verdicts: [
      unreached(REST, atLeast('sends/s over REST against ejabberd', 1.6, against('rest', 'perSecond'))),
      unreached(
        REST,
        atMost('CPU per send over REST, with PostgreSQL, against ejabberd', 0.45, against('rest', 'cpu')),
      ),
      unreached(REST, atMost('p99 over REST against ejabberd', 0.7, against('rest', 'p99'))),
      unreached(SOCKETS, atLeast('sends/s over the socket against ejabberd', 2.3, against('socket', 'perSecond'))),
      unreached(
        SOCKETS,
        atMost('CPU per send over the socket, with PostgreSQL, against ejabberd', 0.3, against('socket', 'cpu')),
      ),
    ],
  };
}
