import { startRedis, type ThrowawayRedis } from '../scripts/throwaway-redis.mjs';
import { FailureGuard } from '../src/platform/failure-guard.js';
import { HealthChecks } from '../src/platform/health-checks.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { RedisRates } from '../src/platform/rates/redis-rates.js';
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

/** What one node counts with. */
async function node(): Promise<RedisRates> {
  const link = new RedisLink(redis.url, 'rates', new HealthChecks(), new FailureGuard(new Metrics()));
  links.push(link);
  const rates = new RedisRates(link);
  await Promise.all([link.commands.connect(), link.subscriber.connect()]);
  return rates;
}

/** Calls until one is refused. @returns how many were let through */
async function letThrough(rates: RedisRates, key: string, limit: number): Promise<number> {
  for (let calls = 0; ; calls++) if ((await rates.increment(key, MINUTE, limit)).isBlocked) return calls;
}

describe('rates of several nodes', () => {
  it('are counted together, and end', async () => {
    const [one, other] = [await node(), await node()];
    for (let calls = 0; calls < 6; calls++) await one.increment('ada', MINUTE, 10);
    expect(await letThrough(other, 'ada', 10)).toBe(4);

    const refused = await one.increment('ada', MINUTE, 10);
    expect(refused).toMatchObject({ isBlocked: true });
    expect(refused.timeToBlockExpire).toBeGreaterThan(50);
    expect(refused.timeToBlockExpire).toBeLessThanOrEqual(60);
    expect((await one.increment('ben', MINUTE, 10)).isBlocked).toBe(false);
  });

  it('are counted by each node, at half the limit, while Redis does not answer; hardly a call waits for it', async () => {
    const rates = await node();
    redis.freeze();
    try {
      const began = Date.now();
      expect(await letThrough(rates, 'carl', 20)).toBe(10);
      expect(Date.now() - began).toBeLessThan(900);
    } finally {
      redis.thaw();
    }
  });

  it('are never unlimited when Redis has crashed', async () => {
    const rates = await node();
    await redis.kill();
    await until(() => !links.some((link) => link.isUp));
    expect(await letThrough(rates, 'dora', 20)).toBe(10);
    await redis.start();
    await until(() => links.every((link) => link.isUp));
    expect(await letThrough(rates, 'dora', 20)).toBe(20);
  });
});
