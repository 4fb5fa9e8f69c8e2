import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { auditNote, auditSends } from './audit.js';
import { Child } from './child.js';
import { type Cpu, type Fleet, measureCpu, nodeOf, per, startFleet, stopFleet } from './fleet.js';
import type { Burst, Load } from './load.js';
import { atLeast, atMost, type Section, show, unreached } from './report.js';
import { addSenders, SENDERS } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';

const SIZES = [1, 2] as const;
/** For each node. V8 compiles a node's code while it runs: two cold nodes were measured to need 1.6 times the CPU of one, warm ones 1.2. */
const WARM_UP_SECONDS = 8;

interface Contender {
  fleet: Fleet;
  burst: Burst;
}

/** CPU in ms per send, of all nodes together, PostgreSQL and Redis. */
type Measured = Cpu & { perSecond: number };

/** One node against two nodes on the same PostgreSQL. */
export async function nodes(cluster: Cluster, settings: Settings): Promise<Section> {
  const [load] = await Child.start('./load-process.ts');
  const contenders: Contender[] = [];
  for (const size of SIZES) contenders.push(await contender(cluster, size, settings));
  for (const { fleet, burst } of contenders)
    await load.ask<Load>({ ...burst, seconds: WARM_UP_SECONDS * fleet.nodes.length });
  const found = await inTurn(contenders, settings.rounds, async ({ fleet, burst }): Promise<Measured> => {
    const used = measureCpu(cluster, fleet);
    const { sends, perSecond } = await load.ask<Load>(burst);
    return { perSecond, ...per(sends, used()) };
  });
  let audited = 0;
  for (const { fleet, burst } of contenders)
    audited += await auditSends(cluster, fleet.name, [{ child: load, key: burst.key }]);
  await Promise.all([load.stop(), ...contenders.map(({ fleet }) => stopFleet(fleet))]);
  return sectionOf([...found.values()] as [Measured[], Measured[]], { ...settings, audited });
}

async function contender(cluster: Cluster, size: number, { seconds }: Settings): Promise<Contender> {
  const fleet = await startFleet(cluster, `nodes_${size}`, size);
  const { people, places } = await addSenders(cluster, fleet.name);
  const senders = people.map(({ token }, me) => ({ token, chats: places.spread[me] ?? [], url: nodeOf(fleet, me) }));
  return { fleet, burst: { key: fleet.name, transport: 'http', url: nodeOf(fleet, 0), senders, seconds } };
}

function sectionOf(
  [one, two]: [Measured[], Measured[]],
  { rounds, seconds, audited }: Settings & { audited: number },
): Section {
  const of = (all: Measured[], what: keyof Measured): number[] => all.map((each) => each[what]);
  const row = (name: string, all: Measured[]): string[] => [
    name,
    ...(['perSecond', 'nodes', 'postgres', 'redis'] as const).map((what) => show(figure(of(all, what)))),
  ];
  return {
    title: 'Two nodes',
    about:
      `${SENDERS} senders over REST into 100 chats of two, on one node, and spread over two nodes that share PostgreSQL and Redis. ` +
      `${rounds} rounds of ${seconds} s each, in turn. Here two nodes, PostgreSQL, Redis and the load share two cores, so a second node ` +
      `adds less than it would on its own cores. The CPU time of a send on all nodes together shows how they would scale. ` +
      `PostgreSQL does more for each send of two nodes, because each node stores its own, smaller batches. ${auditNote(audited)}`,
    head: ['nodes', 'sends/s', 'CPU ms per send, all nodes', 'PostgreSQL', 'Redis'],
    rows: [row('one', one), row('two, with Redis', two)],
    verdicts: [
      unreached(
        'two nodes, PostgreSQL, Redis and the load share two cores.',
        atLeast(
          'two nodes against one (1.8 wants more than two cores)',
          1.8,
          ratio(of(two, 'perSecond'), of(one, 'perSecond')),
        ),
      ),
      unreached(
        'each node stores its own, smaller batches, and reads the journal for the chats of its sockets.',
        atMost('CPU per send of two nodes against one', 1.25, ratio(of(two, 'nodes'), of(one, 'nodes'))),
      ),
    ],
  };
}
