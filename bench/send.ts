import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { auditNote, auditSends } from './audit.js';
import { bar, barChart } from './chart.js';
import { Child } from './child.js';
import { cpuOf, cpuOfFamily } from './cpu.js';
import type { Burst, Load } from './load.js';
import { atLeast, type Section, show } from './report.js';
import { type Contender, contender, databaseOf, type Place, SENDERS } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';
import { type WriterKind, WRITERS } from './variants.js';

const KINDS = Object.keys(WRITERS) as WriterKind[];

const CASES: { transport: Burst['transport']; place: Place; name: string; kinds: WriterKind[] }[] = [
  { transport: 'http', place: 'spread', name: 'REST, 100 chats of two', kinds: KINDS },
  { transport: 'http', place: 'hot', name: 'REST, one hot chat', kinds: KINDS },
  { transport: 'socket', place: 'spread', name: 'socket, 100 chats of two', kinds: ['ours', 'transactions'] },
];

const TURNS = CASES.flatMap(({ kinds, ...where }) => kinds.map((kind) => ({ ...where, kind })));
type Turn = (typeof TURNS)[number];

/** A load with its cost: CPU ms per send of the server, and of PostgreSQL. */
type Measured = Load & { serverCpu: number; postgresCpu: number };
type Measurements = Map<Turn, Measured[]>;

/** The send route with each of the writers, in turn. */
export async function send(cluster: Cluster, { rounds, seconds }: Settings): Promise<Section> {
  const [load] = await Child.start('./load-process.ts');
  const contenders = new Map<WriterKind, Contender<WriterKind>>();
  for (const kind of KINDS) contenders.set(kind, await contender(cluster, kind, databaseOf(kind)));
  const one = ({ kind, transport, place }: Turn): Promise<Measured> =>
    measure(load, cluster, contenders.get(kind) as Contender<WriterKind>, { transport, place, seconds });
  // Open sockets also receive messages that are sent over HTTP, so they come last.
  const found: Measurements = new Map();
  for (const door of ['http', 'socket']) {
    const turns = TURNS.filter((turn) => turn.transport === door);
    for (const [turn, all] of await inTurn(turns, rounds, one)) found.set(turn, all);
  }
  let audited = 0;
  for (const kind of KINDS.filter((each) => each !== 'none'))
    audited += await auditSends(
      cluster,
      databaseOf(kind),
      (['http', 'socket'] as const).map((transport) => ({ child: load, key: keyOf(kind, transport) })),
    );
  await Promise.all([load, ...[...contenders.values()].map(({ server }) => server)].map((child) => child.stop()));
  return sectionOf(found, { rounds, seconds, audited });
}

const keyOf = (kind: WriterKind, transport: Burst['transport']): string => `${kind} ${transport}`;

async function measure(
  load: Child,
  cluster: Cluster,
  { kind, server, url, senders }: Contender<WriterKind>,
  { transport, place, seconds }: { transport: Burst['transport']; place: Place; seconds: number },
): Promise<Measured> {
  const cpu = (): [number, number] => [cpuOf(server.pid), cpuOfFamily(cluster.pid)];
  const [serverBefore, postgresBefore] = cpu();
  const burst: Burst = { key: keyOf(kind, transport), transport, url, senders: senders[place], seconds };
  const result = await load.ask<Load>(burst);
  const [serverAfter, postgresAfter] = cpu();
  return {
    ...result,
    serverCpu: (serverAfter - serverBefore) / result.sends,
    postgresCpu: (postgresAfter - postgresBefore) / result.sends,
  };
}

function sectionOf(
  found: Measurements,
  { rounds, seconds, audited }: Pick<Settings, 'rounds' | 'seconds'> & { audited: number },
): Section {
  const of = (name: string, kind: WriterKind, what: keyof Measured): number[] =>
    [...found].flatMap(([turn, all]) => (turn.name === name && turn.kind === kind ? all.map((one) => one[what]) : []));
  const against = (name: string, other: WriterKind) =>
    ratio(of(name, 'ours', 'perSecond'), of(name, other, 'perSecond'));
  const [spread, hot, socket] = CASES.map(({ name }) => name) as [string, string, string];
  return {
    title: 'Sending over HTTP and over the socket',
    about:
      `The whole server, one process, with full authorization and validation (\`RATE_LIMIT=off\`, \`LOG_LEVEL=warn\`), on PostgreSQL with fsync on; ` +
      `only the MessageWriter differs. ${SENDERS} senders run in a separate process, each with one message under way. ` +
      `${rounds} rounds of ${seconds} s each, in turn; medians, in brackets the lowest and highest round. ` +
      `Over the socket each message is also pushed to both people of its chat (without a database there is nothing to push). The load comes from a small client on \`node:net\`, ` +
      `to leave most of the two cores to the server and PostgreSQL. ${auditNote(audited)}`,
    head: ['where', 'writer', 'sends/s', 'p99 ms', 'server CPU ms/send', 'PostgreSQL CPU ms/send'],
    rows: CASES.flatMap(({ name, kinds }) =>
      kinds.map((kind) => [
        name,
        WRITERS[kind],
        ...(['perSecond', 'p99', 'serverCpu', 'postgresCpu'] as const).map((what) =>
          show(figure(of(name, kind, what))),
        ),
      ]),
    ),
    picture: pictureOf(of),
    verdicts: [
      atLeast('group commit against a transaction per message, REST, 100 chats', 1.5, against(spread, 'transactions')),
      atLeast('the same, one hot chat', 2, against(hot, 'transactions')),
      atLeast('the same over the socket, 100 chats', 1.5, against(socket, 'transactions')),
      atLeast('our send route against the same with no database, 100 chats', 0.5, against(spread, 'none')),
      atLeast('the same, one hot chat', 0.5, against(hot, 'none')),
    ],
  };
}

function pictureOf(of: (name: string, kind: WriterKind, what: keyof Measured) => number[]): Section['picture'] {
  const groups = CASES.map(({ name, kinds }) => ({
    name,
    bars: kinds.map((kind) => bar(WRITERS[kind], figure(of(name, kind, 'perSecond')))),
  }));
  return {
    file: 'sends.svg',
    svg: barChart({ title: 'Messages sent through one node, by writer', unit: 'sends/s', groups }),
  };
}
