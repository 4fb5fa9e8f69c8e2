import { setTimeout as pause } from 'node:timers/promises';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import { cpuOf, cpuOfFamily } from './cpu.js';
import type { Burst, Load } from './load.js';
import { atLeast, type Section, show, unreached } from './report.js';
import { type Contender, contender, SENDERS } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';

const KINDS = ['ours', 'unsigned'] as const;
type Kind = (typeof KINDS)[number];

/** How many times a burst of the other benches: the indexer looks for work every two seconds. */
const LONGER = 6;
/** Milliseconds after a burst in which the indexer signs what the burst left, so that the other server's burst is undisturbed. */
const SIGNED_WITHIN = 3_000;

/** A load with its cost: CPU ms of server and PostgreSQL per send. */
type Measured = Load & { cpu: number };

/** Sends with the search indexer on and off. */
export async function indexer(cluster: Cluster, { rounds, seconds }: Settings): Promise<Section> {
  const [load] = await Child.start('./load-process.ts');
  const contenders = new Map<Kind, Contender<Kind>>();
  for (const kind of KINDS) contenders.set(kind, await contender(cluster, kind, `indexer_${kind}`));
  const burst = { load, cluster, seconds: LONGER * seconds };
  const found = await inTurn(KINDS, 2 * rounds, (kind) => measure(burst, contenders.get(kind) as Contender<Kind>));
  await Promise.all([load, ...[...contenders.values()].map(({ server }) => server)].map((child) => child.stop()));
  return sectionOf(found, burst.seconds);
}

async function measure(
  { load, cluster, seconds }: { load: Child; cluster: Cluster; seconds: number },
  { kind, server, url, senders }: Contender<Kind>,
): Promise<Measured> {
  const cpu = (): number => cpuOf(server.pid) + cpuOfFamily(cluster.pid);
  const before = cpu();
  const burst: Burst = { key: kind, transport: 'http', url, senders: senders.spread, seconds };
  const result = await load.ask<Load>(burst);
  await pause(SIGNED_WITHIN);
  return { ...result, cpu: (cpu() - before) / result.sends };
}

function sectionOf(found: Map<Kind, Measured[]>, seconds: number): Section {
  const of = (kind: Kind, what: keyof Measured): number[] => (found.get(kind) ?? []).map((one) => one[what]);
  const rows: [string, Kind][] = [
    ['on', 'ours'],
    ['off', 'unsigned'],
  ];
  return {
    title: 'What sends lose to the search indexer',
    about:
      `${SENDERS} senders over REST to 100 chats, each with one message under way, for ${seconds} s in turn on two servers of which one signs ` +
      'no blocks. The CPU time is that of server and PostgreSQL, with what is signed within three seconds after the burst.',
    head: ['indexer', 'sends/s', 'p99 ms', 'CPU ms/send'],
    rows: rows.map(([name, kind]) => [
      name,
      ...(['perSecond', 'p99', 'cpu'] as const).map((what) => show(figure(of(kind, what)))),
    ]),
    verdicts: [
      unreached(
        'the rounds of one and the same server differ by more than the three hundredths that are to be seen. The CPU of a send shows less noise.',
        atLeast(
          'rate of sends with the indexer against without',
          0.97,
          ratio(of('ours', 'perSecond'), of('unsigned', 'perSecond')),
        ),
      ),
    ],
  };
}
