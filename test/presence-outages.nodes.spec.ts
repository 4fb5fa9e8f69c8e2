import type { Redis } from 'ioredis';

import { heardOf, leaves } from './support/presence.js';
import { server } from './support/server.js';
import {
  askRedis,
  benListensOnBoth,
  isThere,
  linkOf,
  lookAfter,
  other,
  redis,
  redisIsUp,
  until,
  useTwoNodes,
} from './support/two-nodes.js';

useTwoNodes();

const connectionOf = (part: string) => server().service<Redis>('platform/redis/redis-link', 'RedisLink', part);

describe('presence without Redis', () => {
  it('is kept when Redis is emptied; a person who disconnected meanwhile goes offline once', async () => {
    const { ada, ben, elsewhere, bothHear, allSettled, heardElsewhere } = await benListensOnBoth();
    const online = bothHear('online');
    const socket = await ada.connects();
    await online;

    await askRedis((client) => client.flushall());
    await leaves(socket);
    await lookAfter(0);
    await lookAfter(29);
    await allSettled();
    expect(await Promise.all([ben, ada].map((person) => isThere(other(), person)))).toEqual([true, true]);
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    await lookAfter(31);
    await offline;
    await allSettled();
    expect(heardElsewhere()).toEqual(['online', 'offline']);
    expect(elsewhere.all('presence.changed').filter(({ userId }) => userId === ben.id)).toEqual([]);
  });

  it('is kept when Redis crashes: a person who connects is online on their node at once, and nobody goes offline', async () => {
    const { ada, ben, allSettled, bothHear, elsewhere } = await benListensOnBoth();
    await redis().kill();
    await until(async () => !(await redisIsUp()));
    const here = ben.hears('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    expect(await here).toMatchObject({ status: 'online' });
    await lookAfter(60);
    expect((await fetch(`${server().url}/health/ready`)).status).toBe(200);

    const there = elsewhere.hears('presence.changed', ({ userId }) => userId === ada.id);
    await redis().start();
    await until(redisIsUp);
    expect(await there).toMatchObject({ status: 'online' });
    await lookAfter(0);
    await allSettled();
    expect(heardOf(ben, ada)).toEqual(['online']);

    const offline = bothHear('offline');
    await leaves(ada.ears);
    await lookAfter(31);
    await offline;
  });

  it('takes nobody offline for a while after Redis has not answered for long', async () => {
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

  it('is restored when another node took people offline while this node had no connection to Redis', async () => {
    const { ada, ben, elsewhereHears } = await benListensOnBoth();
    const online = elsewhereHears('online');
    await ada.connects();
    await online;

    await linkOf(server()).onApplicationShutdown();
    const offline = elsewhereHears('offline');
    await lookAfter(31, [other()]);
    await offline;

    const again = elsewhereHears('online');
    await Promise.all(['commands', 'subscriber'].map((part) => connectionOf(part).connect()));
    await again;
    expect(heardOf(ben, ada)).toEqual(['online']);
  });
});
