import { startRedis } from '../scripts/throwaway-redis.mjs';
import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { auditNote, auditSends } from './audit.js';
import { Child } from './child.js';
import { cpuOf } from './cpu.js';
import type { Burst, Load } from './load.js';
import { atLeast, atMost, type Section, show } from './report.js';
import { addSenders, SENDERS } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';
import { createDatabase, SECRET } from './world.js';

interface Fleet {
  name: string;
  nodes: { child: Child; url: string }[];
  bursts: Burst[];
}

interface Measured {
  perSecond: number;
  /** CPU time of all nodes together, ms per send. */
  cpu: number;
}

/** One node against two nodes on the same PostgreSQL. */
export async function nodes(cluster: Cluster, settings: Settings): Promise<Section> {
  const redis = await startRedis();
  const fleets = [await fleet(cluster, 1, settings), await fleet(cluster, 2, settings, redis.url)];
  const loads = await Promise.all([0, 1].map(async () => (await Child.start('./load-process.ts'))[0]));
  const found = await inTurn(fleets, settings.rounds, (each) => measure(each, loads));
  let audited = 0;
  for (const { name, bursts } of fleets)
    audited += await auditSends(
      cluster,
      name,
      bursts.map(({ key }, node) => ({ child: loads[node] as Child, key })),
    );
  await Promise.all(
    [...loads, ...fleets.flatMap((each) => each.nodes.map(({ child }) => child))].map((child) => child.stop()),
  );
  await redis.stop();
  return sectionOf(found, { ...settings, audited });
}

async function fleet(cluster: Cluster, size: number, { seconds }: Settings, redis?: string): Promise<Fleet> {
  const name = `nodes_${size}`;
  const DATABASE_URL = await createDatabase(cluster.url, name);
  const env = {
    DATABASE_URL,
    JWT_SECRET: SECRET,
    NODE_ENV: 'production',
    PROFILE_AS: name,
    ...(redis && { REDIS_URL: redis }),
  };
  const started: Fleet['nodes'] = [];
  for (let node = 0; node < size; node++) {
    const [child, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
    started.push({ child, url });
  }
  const { people, places } = await addSenders(cluster, name);
  const senders = people.map(({ token }, me) => ({ token, chats: places.spread[me] ?? [] }));
  const bursts = started.map(({ url }, node): Burst => {
    const share = senders.filter((_, me) => me % size === node);
    return { key: `${name} ${node}`, transport: 'http', url, senders: share, seconds };
  });
  return { name, nodes: started, bursts };
}

async function measure({ nodes: all, bursts }: Fleet, loads: Child[]): Promise<Measured> {
  const cpu = (): number => all.reduce((sum, { child }) => sum + cpuOf(child.pid), 0);
  const before = cpu();
  const results = await Promise.all(bursts.map((burst, node) => (loads[node] as Child).ask<Load>(burst)));
  const sends = results.reduce((sum, one) => sum + one.sends, 0);
  return { perSecond: results.reduce((sum, one) => sum + one.perSecond, 0), cpu: (cpu() - before) / sends };
}

function sectionOf(
  found: Map<Fleet, Measured[]>,
  { rounds, seconds, audited }: Settings & { audited: number },
): Section {
  const [one, two] = [...found.values()] as [Measured[], Measured[]];
  const of = (all: Measured[], what: keyof Measured): number[] => all.map((each) => each[what]);
  const row = (name: string, all: Measured[]): string[] => [
    name,
    ...(['perSecond', 'cpu'] as const).map((what) => show(figure(of(all, what)))),
  ];
  return {
    title: 'Two nodes',
    about:
      `${SENDERS} senders over REST into 100 chats of two, on one node, and spread over two nodes that share PostgreSQL and Redis. ` +
      `${rounds} rounds of ${seconds} s each, in turn. Here two nodes, PostgreSQL, Redis and the load share two cores, so a second node ` +
      `adds less than it would on its own cores. The CPU time of a send on all nodes together shows how they would scale. ${auditNote(audited)}`,
    head: ['nodes', 'sends/s', 'CPU ms per send, all nodes'],
    rows: [row('one', one), row('two, with Redis', two)],
    verdicts: [
      atLeast(
        'two nodes against one (1.8 wants more than two cores)',
        1.8,
        ratio(of(two, 'perSecond'), of(one, 'perSecond')),
      ),
      atMost('CPU per send of two nodes against one', 1.3, ratio(of(two, 'cpu'), of(one, 'cpu'))),
    ],
  };
}
