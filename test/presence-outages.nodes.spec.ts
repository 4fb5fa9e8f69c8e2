import type { Redis } from 'ioredis';

import { presenceReceived, disconnects } from './support/presence.js';
import { server } from './support/server.js';
import {
  askRedis,
  benConnectedToBoth,
  isOnline,
  redisLinkOf,
  sweepPresence,
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
    const { ada, ben, onOther, bothReceive, allSettled, receivedOnOther } = await benConnectedToBoth();
    const online = bothReceive('online');
    const socket = await ada.connects();
    await online;

    await askRedis((client) => client.flushall());
    await disconnects(socket);
    await sweepPresence(0);
    await sweepPresence(29);
    await allSettled();
    expect(await Promise.all([ben, ada].map((person) => isOnline(other(), person)))).toEqual([true, true]);
    expect(presenceReceived(ben, ada)).toEqual(['online']);

    const offline = bothReceive('offline');
    await sweepPresence(31);
    await offline;
    await allSettled();
    expect(receivedOnOther()).toEqual(['online', 'offline']);
    expect(onOther.all('presence.changed').filter(({ userId }) => userId === ben.id)).toEqual([]);
  });

  it('is kept when Redis crashes: a person who connects is online on their node at once, and nobody goes offline', async () => {
    const { ada, ben, allSettled, bothReceive, onOther } = await benConnectedToBoth();
    await redis().kill();
    await until(async () => !(await redisIsUp()));
    const here = ben.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await ada.connects();
    expect(await here).toMatchObject({ status: 'online' });
    await sweepPresence(60);
    expect((await fetch(`${server().url}/health/ready`)).status).toBe(200);

    const there = onOther.waitFor('presence.changed', ({ userId }) => userId === ada.id);
    await redis().start();
    await until(redisIsUp);
    expect(await there).toMatchObject({ status: 'online' });
    await sweepPresence(0);
    await allSettled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);

    const offline = bothReceive('offline');
    await disconnects(ada.socket);
    await sweepPresence(31);
    await offline;
  });

  it('takes nobody offline for a while after Redis has not answered for long', async () => {
    const { ada, ben, bothReceive, allSettled } = await benConnectedToBoth();
    const online = bothReceive('online');
    const socket = await ada.connects();
    await online;
    await disconnects(socket);
    await askRedis(async (client) => {
      const [state = ''] = await client.keys('*{presence}:state');
      await client.hset(state, 'looked', Date.now() - 11_000);
    });

    await sweepPresence(12);
    await allSettled();
    expect(presenceReceived(ben, ada)).toEqual(['online']);
    const offline = bothReceive('offline');
    await sweepPresence(31);
    await offline;
  });

  it('is restored when another node took people offline while this node had no connection to Redis', async () => {
    const { ada, ben, otherReceives } = await benConnectedToBoth();
    const online = otherReceives('online');
    await ada.connects();
    await online;

    await redisLinkOf(server()).onApplicationShutdown();
    const offline = otherReceives('offline');
    await sweepPresence(31, [other()]);
    await offline;

    const again = otherReceives('online');
    await Promise.all(['commands', 'subscriber'].map((part) => connectionOf(part).connect()));
    await again;
    expect(presenceReceived(ben, ada)).toEqual(['online']);
  });
});
