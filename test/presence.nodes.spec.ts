import { Redis } from 'ioredis';

import { startRedis, type ThrowawayRedis } from '../scripts/throwaway-redis.mjs';
import { RedisLink } from '../src/platform/redis/redis-link.js';
import { Presence } from '../src/presence/presence.js';
import { Ears } from './support/ears.js';
import { allHeard } from './support/fence.js';
import type { Person } from './support/person.js';
import { after, benAwaitsAda, heardOf, leaves } from './support/presence.js';
import { server, TestServer, useServer } from './support/server.js';

const env: Record<string, string> = {};
let redis: ThrowawayRedis;
let other: TestServer;

beforeAll(async () => {
  redis = await startRedis();
  env.REDIS_URL = redis.url;
});
useServer(env);
beforeAll(async () => {
  other = await server().anotherNode();
});
afterAll(async () => {
  await other.stop();
  await redis.stop();
});

/** Ada and ben as usual; ben also listens on the other node. */
async function benListensOnBoth() {
  const world = await benAwaitsAda();
  const elsewhere = await Ears.open(other.url, world.ben.token);
  const heardElsewhere = () =>
    elsewhere
      .all('presence.changed')
      .filter(({ userId }) => userId === world.ada.id)
      .map(({ status }) => status);
  const bothHear = async (status: string) => {
    const fits = (payload: { userId: string; status: string }) =>
      payload.userId === world.ada.id && payload.status === status;
    await Promise.all([world.ben.hears('presence.changed', fits), elsewhere.hears('presence.changed', fits)]);
  };
  const allSettled = () => allHeard(world.ben, world.chat, world.ben.ears, elsewhere);
  return { ...world, elsewhere, heardElsewhere, bothHear, allSettled };
}

const presenceOf = (node: TestServer) => node.app.get(Presence);

/** Both nodes look for what is over, as they would some seconds from now. */
async function lookAfter(seconds: number): Promise<void> {
  const now = Date.now() + seconds * 1000;
  await Promise.all([server(), other].map((node) => presenceOf(node).tick(now)));
}

/** Until this is so; nothing tells a test of it. */
async function until(fits: () => Promise<boolean> | boolean): Promise<void> {
  while (!(await fits())) await new Promise((resolve) => setTimeout(resolve, 20));
}

async function askRedis<Answer>(ask: (client: Redis) => Promise<Answer>): Promise<Answer> {
  const client = new Redis(redis.url);
  return ask(client).finally(() => client.disconnect());
}

const connectsElsewhere = (person: Person) => Ears.open(other.url, person.token);
const callsElsewhere = (person: Person) =>
  fetch(`${other.url}/api/me`, { headers: { authorization: `Bearer ${person.token}` } });
const isUp = () => [server(), other].every((node) => node.app.get(RedisLink).isUp);

describe('presence on two nodes', () => {
  it('is heard on both, once, and a reconnect to the other node is not', async () => {
    const { ada, ben, bothHear, allSettled, heardElsewhere, status } = await benListensOnBoth();
    const online = bothHear('online');
    const first = await ada.connects();
    await online;
    expect(presenceOf(other).isThere(ada.id)).toBe(true);
    expect(await status()).toBe('online');

    await leaves(first);
    const second = await connectsElsewhere(ada);
    await lookAfter(11);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    second.hangUp();
    await until(async () => {
      await lookAfter(11);
      return !presenceOf(server()).isThere(ada.id);
    });
    await offline;
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online', 'offline']);
    expect(heardElsewhere()).toEqual(['online', 'offline']);
  });

  it('counts no call of a device that has its socket on the other node', async () => {
    const { ada, bothHear } = await benListensOnBoth();
    const online = bothHear('online');
    const socket = await ada.connects();
    await online;
    expect((await callsElsewhere(ada)).status).toBe(200);

    const offline = bothHear('offline');
    await leaves(socket);
    await lookAfter(11);
    await offline;
  });

  it('ends with the last lease, whichever node it was for, and the call of a device is one', async () => {
    const { ada, ben, bothHear, allSettled } = await benListensOnBoth();
    const online = bothHear('online');
    await callsElsewhere(ada);
    await online;
    after(119);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    after(121);
    await offline;
  });

  it('ends when a node is gone, announced by the other one', async () => {
    const { ada, ben } = await benAwaitsAda();
    const third = await server().anotherNode();
    const online = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await Ears.open(third.url, ada.token);
    await online;

    // As a dead node does, it renews nothing any more and says nothing.
    third.app.get(RedisLink).onApplicationShutdown();
    const offline = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    after(29);
    expect(presenceOf(server()).isThere(ada.id)).toBe(true);
    after(31);
    expect(await offline).toMatchObject({ status: 'offline' });
    await third.stop();
  });

  it('gives the people of a node that stops in good order the grace, and no more', async () => {
    const { ada, ben } = await benAwaitsAda();
    const third = await server().anotherNode();
    const online = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await Ears.open(third.url, ada.token);
    await online;

    await third.stop();
    const offline = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await presenceOf(server()).tick(Date.now() + 5_000);
    expect(presenceOf(server()).isThere(ada.id)).toBe(true);
    after(11);
    expect(await offline).toMatchObject({ status: 'offline' });
  });
});

describe('presence without Redis', () => {
  it('outlives that Redis is emptied, and who left meanwhile leaves once', async () => {
    const { ada, ben, elsewhere, bothHear, allSettled, heardElsewhere } = await benListensOnBoth();
    const online = bothHear('online');
    const socket = await ada.connects();
    await online;

    await askRedis((client) => client.flushall());
    await leaves(socket);
    await lookAfter(0);
    await lookAfter(29);
    await allSettled();
    expect([ben, ada].map(({ id }) => presenceOf(other).isThere(id))).toEqual([true, true]);
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    await lookAfter(31);
    await offline;
    await allSettled();
    expect(heardElsewhere()).toEqual(['online', 'offline']);
    expect(elsewhere.all('presence.changed').filter(({ userId }) => userId === ben.id)).toEqual([]);
  });

  it('outlives a crash of Redis: who comes is told at once on their node, and nobody leaves', async () => {
    const { ada, ben, allSettled, bothHear, elsewhere } = await benListensOnBoth();
    await redis.kill();
    await until(() => !isUp());
    const here = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    expect(await here).toMatchObject({ status: 'online' });
    await lookAfter(60);
    expect((await fetch(`${server().url}/health/ready`)).status).toBe(200);

    const there = elsewhere.hears('presence.changed', ({ userId }) => userId === ada.id);
    await redis.start();
    await until(isUp);
    expect(await there).toMatchObject({ status: 'online' });
    await lookAfter(0);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    await leaves(ada.ears);
    await lookAfter(31);
    await offline;
  });

  it('takes nobody out for a while when Redis did not answer for long', async () => {
    const { ada, ben, bothHear, allSettled } = await benListensOnBoth();
    const online = bothHear('online');
    const socket = await ada.connects();
    await online;
    await leaves(socket);
    await askRedis(async (client) => {
      const [state = ''] = await client.keys('*{presence}:state');
      await client.hset(state, 'looked', Date.now() - 11_000);
    });

    await lookAfter(12);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);
    const offline = bothHear('offline');
    await lookAfter(31);
    await offline;
  });

  it('brings back what another node took out while this one was cut off', async () => {
    const { ada, ben, elsewhere } = await benListensOnBoth();
    const heard = (ears: Ears, status: string) =>
      ears.hears('presence.changed', (payload) => payload.userId === ada.id && payload.status === status);
    const online = heard(elsewhere, 'online');
    await ada.connects();
    await online;

    const link = server().app.get(RedisLink);
    link.onApplicationShutdown();
    const offline = heard(elsewhere, 'offline');
    await presenceOf(other).tick(Date.now() + 31_000);
    await offline;

    const again = heard(elsewhere, 'online');
    await Promise.all([link.commands.connect(), link.subscriber.connect()]);
    await again;
    expect(heardOf(ben, ada)).toEqual(['online']);
  });

  it('is told in figures', async () => {
    await benListensOnBoth();
    await lookAfter(0);
    const { people, leases, expired } = await presenceOf(server()).figures();
    expect({ people: people > 0, leases: leases >= people, expired }).toEqual({
      people: true,
      leases: true,
      expired: 0,
    });
  });
});
