import { createHash } from 'node:crypto';

import type { RedisLink } from '../redis/redis-link.js';
import { RedisScript } from '../redis/redis-script.js';
import { type Allowance, Budgets } from './budgets.js';
import { MemoryBudgets } from './memory-budgets.js';
import { RedisPatience } from './redis-patience.js';

/** `at` is updated by each call. When the clock of the machine is set back, only one pause becomes longer. */
const TAKE = `
local burst, every = tonumber(ARGV[1]), tonumber(ARGV[2])
local time = redis.call('TIME')
local now = time[1] * 1000 + time[2] / 1000
local spent = redis.call('HMGET', KEYS[1], 'level', 'at')
local level = tonumber(spent[1] or '0')
if level > 0 then level = math.max(0, level - math.max(0, now - tonumber(spent[2])) / every) end
local wait = 0
if level + 1 <= burst then level = level + 1 else wait = math.ceil((level + 1 - burst) * every) end
redis.call('HSET', KEYS[1], 'level', tostring(level), 'at', string.format('%.3f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(level * every))
return wait
`;

const GIVE_BACK = `
local level = tonumber(redis.call('HGET', KEYS[1], 'level') or '0')
if level > 0 then redis.call('HSET', KEYS[1], 'level', tostring(math.max(0, level - 1))) end
return 0
`;

/** Budgets of all nodes together. While Redis is not reachable, each node counts alone with half the allowance. */
export class RedisBudgets extends Budgets {
  private readonly memory = new MemoryBudgets();
  private readonly patience: RedisPatience;
  private readonly taking: RedisScript<number>;
  private readonly givingBack: RedisScript<number>;

  constructor(private readonly redis: RedisLink) {
    super();
    this.patience = new RedisPatience(redis);
    this.taking = new RedisScript(redis, 'budgetsTake', TAKE);
    this.givingBack = new RedisScript(redis, 'budgetsGiveBack', GIVE_BACK);
  }

  take(key: string, { burst, every }: Allowance): Promise<number> {
    const half = { burst: Math.max(1, Math.floor(burst / 2)), every: every * 2 };
    return this.patience.count(
      () => this.taking.run([this.nameOf(key)], burst, every),
      () => this.memory.take(key, half),
    );
  }

  /** Returns it in both stores, because Redis may have failed or come back since it was taken. */
  async giveBack(key: string): Promise<void> {
    await this.memory.giveBack(key);
    await this.patience.count(
      () => this.givingBack.run([this.nameOf(key)]),
      () => Promise.resolve(0),
    );
  }

  /** Keys are hashed, so that Redis has no addresses and e-mails, and because they may be long. */
  private nameOf(key: string): string {
    return this.redis.key(`budgets:${createHash('sha256').update(key).digest('base64url')}`);
  }
}
