import { startRedis, type ThrowawayRedis } from '../scripts/throwaway-redis.mjs';
import { FailureGuard } from '../src/platform/errors/failure-guard.js';
import { HealthChecks } from '../src/platform/health/checks.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { RedisBudgets, RedisRates } from '../src/platform/rates/redis-rates.js';
import { RedisLink } from '../src/platform/redis/redis-link.js';
import { until } from './support/two-nodes.js';

const MINUTE = 60_000;
const links: RedisLink[] = [];
let redis: ThrowawayRedis;

beforeAll(async () => {
  redis = await startRedis();
});
afterEach(() => links.splice(0).forEach((link) => link.onApplicationShutdown()));
afterAll(() => redis.stop());

/** The counter of one node, with its own connections to Redis. */
async function counterOnNode<Counter>(Class: new (link: RedisLink) => Counter): Promise<Counter> {
  const link = new RedisLink(redis.url, 'rates', new HealthChecks(), new FailureGuard(new Metrics()));
  links.push(link);
  const counter = new Class(link);
  await Promise.all([link.commands.connect(), link.subscriber.connect()]);
  return counter;
}
const node = () => counterOnNode(RedisRates);

/** Calls until one is refused. @returns how many were allowed */
async function countAllowed(rates: RedisRates, key: string, limit: number): Promise<number> {
  for (let calls = 0; ; calls++) if ((await rates.increment(key, MINUTE, limit)).isBlocked) return calls;
}

describe('rates of several nodes', () => {
  it('are counted together, for each key on its own, and a refusal says when it ends', async () => {
    const [one, other] = [await node(), await node()];
    for (let calls = 0; calls < 6; calls++) await one.increment('ada', MINUTE, 10);
    expect(await countAllowed(other, 'ada', 10)).toBe(4);

    const refused = await one.increment('ada', MINUTE, 10);
    expect(refused).toMatchObject({ isBlocked: true });
    expect(refused.timeToBlockExpire).toBeGreaterThan(50);
    expect(refused.timeToBlockExpire).toBeLessThanOrEqual(60);
    expect((await one.increment('ben', MINUTE, 10)).isBlocked).toBe(false);
  });

  it('are counted by each node at half the limit while Redis does not answer, and almost no call waits for Redis', async () => {
    const rates = await node();
    redis.freeze();
    try {
      const began = Date.now();
      expect(await countAllowed(rates, 'carl', 20)).toBe(10);
      expect(Date.now() - began).toBeLessThan(900);
    } finally {
      redis.thaw();
    }
  });

  it('are counted at half the limit while Redis is down, and at the whole limit when it is back', async () => {
    const rates = await node();
    await redis.kill();
    await until(() => !links.some((link) => link.isUp));
    expect(await countAllowed(rates, 'dora', 20)).toBe(10);
    await redis.start();
    await until(() => links.every((link) => link.isUp));
    expect(await countAllowed(rates, 'dora', 20)).toBe(20);
  });
});

describe('budgets of several nodes', () => {
  const SLOW = { burst: 6, every: MINUTE };

  /** Takes until there is none. @returns how many there were */
  async function taken(budgets: RedisBudgets, key: string, allowance = SLOW): Promise<number> {
    for (let count = 0; ; count++) if ((await budgets.take(key, allowance)) > 0) return count;
  }

  it('are shared, refill with time, and can be given back', async () => {
    const [one, other] = [await counterOnNode(RedisBudgets), await counterOnNode(RedisBudgets)];
    expect([await one.take('eve', SLOW), await one.take('eve', SLOW)]).toEqual([0, 0]);
    expect(await taken(other, 'eve')).toBe(4);
    const wait = await one.take('eve', SLOW);
    expect(wait).toBeGreaterThan(MINUTE - 5_000);
    expect(wait).toBeLessThanOrEqual(MINUTE);

    await one.giveBack('eve');
    expect(await taken(other, 'eve')).toBe(1);
    const quick = { burst: 3, every: 40 };
    expect(await taken(one, 'fay', quick)).toBeGreaterThanOrEqual(3);
    const pause = await one.take('fay', quick);
    await new Promise((resolve) => setTimeout(resolve, pause));
    expect(await other.take('fay', quick)).toBe(0);
  });

  it('never exceed the burst, also when more was given back than taken', async () => {
    const budgets = await counterOnNode(RedisBudgets);
    for (let n = 0; n < 5; n++) await budgets.giveBack('gil');
    expect(await taken(budgets, 'gil')).toBe(6);
  });

  it('continue to work after the clock was set back', async () => {
    const budgets = await counterOnNode(RedisBudgets);
    expect(await taken(budgets, 'hal')).toBe(6);
    const { commands } = links.at(-1)!;
    const [key = ''] = await commands.keys('*budgets:*').then(async (keys) => {
      const levels = await Promise.all(keys.map((name) => commands.hget(name, 'level')));
      return keys.filter((_, n) => Number(levels[n]) > 5.9);
    });
    // As if the clock had been set back by two days since the last call.
    await commands.hincrbyfloat(key, 'at', 2 * 24 * 60 * MINUTE);
    const wait = await budgets.take('hal', SLOW);
    expect(wait).toBeGreaterThan(0);
    expect(wait).toBeLessThanOrEqual(MINUTE);
  });

  it('are half as large while Redis is down, and whole when it is back', async () => {
    const budgets = await counterOnNode(RedisBudgets);
    await redis.kill();
    await until(() => !links.some((link) => link.isUp));
    expect(await taken(budgets, 'ida')).toBe(3);
    await redis.start();
    await until(() => links.every((link) => link.isUp));
    expect(await taken(budgets, 'ida')).toBe(6);
  });
});
