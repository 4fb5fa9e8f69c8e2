import { startRedis, type ThrowawayRedis } from '../scripts/throwaway-redis.mjs';
import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import { cpuOf, cpuOfFamily } from './cpu.js';
import { createDatabase, SECRET } from './world.js';

/** Nodes that share a database, and a Redis if there are several. The name is that of the database. */
export interface Fleet {
  name: string;
  nodes: { child: Child; url: string }[];
  redis: ThrowawayRedis | null;
}

/** CPU time in ms. */
export interface Cpu {
  nodes: number;
  postgres: number;
  redis: number;
}

export async function startFleet(cluster: Cluster, name: string, size: number): Promise<Fleet> {
  const redis = size > 1 ? await startRedis() : null;
  const DATABASE_URL = await createDatabase(cluster.url, name);
  const env = {
    DATABASE_URL,
    JWT_SECRET: SECRET,
    NODE_ENV: 'production',
    PROFILE_AS: name,
    ...(redis && { REDIS_URL: redis.url }),
  };
  const nodes: Fleet['nodes'] = [];
  for (let node = 0; node < size; node++) {
    const [child, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
    nodes.push({ child, url });
  }
  return { name, nodes, redis };
}

export async function stopFleet({ nodes, redis }: Fleet): Promise<void> {
  await Promise.all(nodes.map(({ child }) => child.stop()));
  await redis?.stop();
}

/** The address for the nth of those who are spread over the nodes. */
export function nodeOf({ nodes }: Fleet, nth: number): string {
  return nodes[nth % nodes.length]?.url ?? '';
}

/** Starts to measure. @returns a function that answers how much CPU time was used since */
export function measureCpu(cluster: Cluster, { nodes, redis }: Fleet): () => Cpu {
  const read = (): Cpu => ({
    nodes: nodes.reduce((sum, { child }) => sum + cpuOf(child.pid), 0),
    postgres: cpuOfFamily(cluster.pid),
    redis: redis ? cpuOf(redis.pid) : 0,
  });
  const before = read();
  return () => {
    const now = read();
    return {
      nodes: now.nodes - before.nodes,
      postgres: now.postgres - before.postgres,
      redis: now.redis - before.redis,
    };
  };
}

/** @returns the CPU time per send, or per second */
export function per(count: number, { nodes, postgres, redis }: Cpu): Cpu {
  return { nodes: nodes / count, postgres: postgres / count, redis: redis / count };
}
