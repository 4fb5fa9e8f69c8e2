import { Redis } from 'ioredis';

import { startRedis, type ThrowawayRedis } from '../../scripts/throwaway-redis.mjs';
import type { RedisLink } from '../../src/platform/redis/redis-link.js';
import type { Presence } from '../../src/presence/presence.js';
import { Ears } from './ears.js';
import { allHeard } from './fence.js';
import type { Person } from './person.js';
import { benAwaitsAda } from './presence.js';
import { server, TestServer, useServerFrom } from './server.js';

let ofThisFile: ThrowawayRedis | undefined;
let second: TestServer | undefined;

/** Gives this test file `server()`, a second node, and a Redis between them that may be killed. */
export function useTwoNodes(): void {
  useServerFrom(async () => {
    ofThisFile = await startRedis();
    const first = await TestServer.start({ REDIS_URL: ofThisFile.url });
    second = await first.anotherNode();
    return first;
  });
  afterAll(() => second?.stop());
  afterAll(() => ofThisFile?.stop());
}

export function redis(): ThrowawayRedis {
  if (!ofThisFile) throw new Error('call useTwoNodes() at the top of the test file');
  return ofThisFile;
}

export function other(): TestServer {
  if (!second) throw new Error('call useTwoNodes() at the top of the test file');
  return second;
}

export const presenceOn = (node: TestServer) => node.service<Presence>('presence/presence', 'Presence');
export const linkOf = (node: TestServer) => node.service<RedisLink>('platform/redis/redis-link', 'RedisLink');

export const isThere = (node: TestServer, { id }: Person): Promise<boolean> => presenceOn(node).isThere(id);

/** Both nodes look for expired leases, as they would some seconds from now. */
export async function lookAfter(seconds: number, nodes = [server(), other()]): Promise<void> {
  const now = Date.now() + seconds * 1000;
  await Promise.all(nodes.map((node) => presenceOn(node).tick(now)));
}

/** Waits until this is true, for conditions that no event reports. */
export async function until(fits: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await fits()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function askRedis<Answer>(ask: (client: Redis) => Promise<Answer>): Promise<Answer> {
  const client = new Redis(redis().url);
  return ask(client).finally(() => client.disconnect());
}

export async function redisIsUp(): Promise<boolean> {
  return (await Promise.all([server(), other()].map((node) => linkOf(node).isUp()))).every(Boolean);
}

/** Ben listens on both nodes; ada, who shares a chat with him, has not connected yet. */
export async function benListensOnBoth() {
  const world = await benAwaitsAda();
  const { ada, ben, chat } = world;
  const elsewhere = await Ears.open(other().url, ben.token);
  const heardElsewhere = () => {
    const ofAda = elsewhere.all('presence.changed').filter(({ userId }) => userId === ada.id);
    return ofAda.map(({ status }) => status);
  };
  const elsewhereHears = (status: string) => hears(elsewhere, ada, status);
  const hereHears = (status: string) => ben.ears && hears(ben.ears, ada, status);
  const bothHear = (status: string) => Promise.all([hereHears(status), elsewhereHears(status)]);
  const allSettled = () => allHeard(ben, chat, ben.ears, elsewhere);
  return { ...world, elsewhere, heardElsewhere, hereHears, elsewhereHears, bothHear, allSettled };
}

function hears(ears: Ears, person: Person, status: string) {
  return ears.hears('presence.changed', (payload) => payload.userId === person.id && payload.status === status);
}
