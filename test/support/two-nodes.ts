import { Redis } from 'ioredis';

import { startRedis, type ThrowawayRedis } from '../../scripts/throwaway-redis.mjs';
import type { RedisLink } from '../../src/platform/redis/redis-link.js';
import type { Presence } from '../../src/presence/presence.js';
import { TestSocket } from './test-socket.js';
import { allReceived } from './all-received.js';
import type { Person } from './person.js';
import { benConnected } from './presence.js';
import { server, TestServer, useServerFrom } from './server.js';

let startedRedis: ThrowawayRedis | undefined;
let second: TestServer | undefined;

/** Gives this test file `server()`, a second node, and a Redis between them that may be killed. */
export function useTwoNodes(): void {
  useServerFrom(async () => {
    startedRedis = await startRedis();
    const first = await TestServer.start({ REDIS_URL: startedRedis.url });
    second = await first.anotherNode();
    return first;
  });
  afterAll(() => second?.stop());
  afterAll(() => startedRedis?.stop());
}

export function redis(): ThrowawayRedis {
  if (!startedRedis) throw new Error('call useTwoNodes() at the top of the test file');
  return startedRedis;
}

export function other(): TestServer {
  if (!second) throw new Error('call useTwoNodes() at the top of the test file');
  return second;
}

export const presenceOn = (node: TestServer) => node.service<Presence>('presence/presence', 'Presence');
export const redisLinkOf = (node: TestServer) => node.service<RedisLink>('platform/redis/redis-link', 'RedisLink');

export const isOnline = (node: TestServer, { id }: Person): Promise<boolean> => presenceOn(node).isThere(id);

/** Both nodes look for expired leases, as they would some seconds from now. */
export async function sweepPresence(seconds: number, nodes = [server(), other()]): Promise<void> {
  const now = Date.now() + seconds * 1000;
  await Promise.all(nodes.map((node) => presenceOn(node).tick(now)));
}

/** Waits until this is true, for conditions that no event reports. */
export async function until(condition: () => Promise<boolean> | boolean): Promise<void> {
  const deadline = Date.now() + 20_000;
  while (!(await condition()) && Date.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 20));
}

export async function askRedis<Answer>(ask: (client: Redis) => Promise<Answer>): Promise<Answer> {
  const client = new Redis(redis().url);
  return ask(client).finally(() => client.disconnect());
}

export async function redisIsUp(): Promise<boolean> {
  return (await Promise.all([server(), other()].map((node) => redisLinkOf(node).isUp()))).every(Boolean);
}

/** Ben listens on both nodes; ada, who shares a chat with him, has not connected yet. */
export async function benConnectedToBoth() {
  const world = await benConnected();
  const { ada, ben, chat } = world;
  const onOther = await TestSocket.open(other().url, ben.token);
  const receivedOnOther = () => {
    const ofAda = onOther.all('presence.changed').filter(({ userId }) => userId === ada.id);
    return ofAda.map(({ status }) => status);
  };
  const otherReceives = (status: string) => waitForPresence(onOther, ada, status);
  const firstReceives = (status: string) => ben.socket && waitForPresence(ben.socket, ada, status);
  const bothReceive = (status: string) => Promise.all([firstReceives(status), otherReceives(status)]);
  const allSettled = () => allReceived(ben, chat, ben.socket, onOther);
  return { ...world, onOther, receivedOnOther, firstReceives, otherReceives, bothReceive, allSettled };
}

function waitForPresence(socket: TestSocket, person: Person, status: string) {
  return socket.waitFor('presence.changed', (payload) => payload.userId === person.id && payload.status === status);
}
