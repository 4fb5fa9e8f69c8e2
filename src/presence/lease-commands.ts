import { randomBytes } from 'node:crypto';

import { type RedisLink, RedisScript } from '../platform/redis/redis-link.js';
import { isId } from '../platform/text/json-shape.js';
import { OVERDUE, type PresenceFigures } from './lease-store.js';

/**
 * Scripts on the leases in Redis. Each is atomic and uses the clock of Redis. `leases` is a sorted set of `<user> <holder>` by the
 * time they end, `people` counts the leases of each user, `devices` has the sessions with an open socket, and `state` has the
 * generation and the time when a node last removed expired leases.
 *
 * A script publishes who came online or went offline in the same step: every node receives the changes in their order, and none is
 * lost when a node dies. A script does nothing and answers nil when `generation` is not the current one: Redis was emptied.
 */
const COMMON = `
local leases, people, state, devices = KEYS[1], KEYS[2], KEYS[3], KEYS[4]
local generation, channel = ARGV[1], ARGV[2]
local time = redis.call('TIME')
local now = time[1] * 1000 + math.floor(time[2] / 1000)
`;

const CHANGES = `
if redis.call('HGET', state, 'generation') ~= generation then return false end
local function tell(sign, user) redis.call('PUBLISH', channel, sign .. user .. ' ' .. string.format('%.0f', now)) end
local function counted(user)
  if redis.call('HINCRBY', people, user, 1) == 1 then tell('+', user) end
end
local function ended(user)
  if redis.call('HINCRBY', people, user, -1) > 0 then return end
  redis.call('HDEL', people, user)
  tell('-', user)
end
`;

/** ARGV: a new generation. Stores it when Redis has none. Answers the current one. */
const JOIN = `${COMMON}
local known = redis.call('HGET', state, 'generation')
if known then return known end
redis.call('DEL', leases, people, state, devices)
redis.call('HSET', state, 'generation', generation, 'looked', now)
return generation
`;

/**
 * Starts or renews leases. ARGV: user, holder, session and milliseconds of each. The lease of a REST call is refused while its session
 * has a socket anywhere, and that of a ghost while the user has another lease. Answers how many are held.
 */
const HOLD = `${COMMON}${CHANGES}
local held = 0
for i = 3, #ARGV, 4 do
  local user, holder, session, ends = ARGV[i], ARGV[i + 1], ARGV[i + 2], now + ARGV[i + 3]
  local isRest = holder == 'rest:' .. session
  local hasSocket = isRest and tonumber(redis.call('ZSCORE', devices, session) or 0) > now
  local hasOther = holder == 'ghost' and redis.call('HEXISTS', people, user) == 1
  if not hasSocket and not hasOther then
    held = held + 1
    if redis.call('ZADD', leases, ends, user .. ' ' .. holder) == 1 then counted(user) end
    if not isRest and holder ~= 'ghost' then
      redis.call('ZADD', devices, ends, session)
      if redis.call('ZREM', leases, user .. ' rest:' .. session) == 1 then ended(user) end
    end
  end
end
return held
`;

/** Lets a lease end earlier. ARGV: user, holder, milliseconds (0: at once), and the session when it has no socket on this node any more. */
const SHORTEN = `${COMMON}${CHANGES}
local user, holder, ms, session = ARGV[3], ARGV[4], tonumber(ARGV[5]), ARGV[6]
local member = user .. ' ' .. holder
if session ~= '' then redis.call('ZREM', devices, session) end
if ms > 0 then redis.call('ZADD', leases, 'XX', 'LT', now + ms, member)
elseif redis.call('ZREM', leases, member) == 1 then ended(user) end
return 1
`;

/**
 * Removes expired leases. ARGV: milliseconds added to the clock (for tests), the maximum number, `gap` and `calm`. When no node has run
 * this for `gap` ms, no node could reach Redis to renew its leases: then nothing is removed for `calm` ms.
 * Answers how many were removed, and how many leases there are.
 */
const TAKE = `${COMMON}${CHANGES}
local ahead, limit, gap, calm = tonumber(ARGV[3]), tonumber(ARGV[4]), tonumber(ARGV[5]), tonumber(ARGV[6])
local looked = tonumber(redis.call('HGET', state, 'looked') or 0) or 0
if now - looked > gap then redis.call('HSET', state, 'calm', now + calm) end
redis.call('HSET', state, 'looked', now)
redis.call('ZREMRANGEBYSCORE', devices, '-inf', now)
local expired = {}
if now + ahead >= (tonumber(redis.call('HGET', state, 'calm') or 0) or 0) then
  expired = redis.call('ZRANGEBYSCORE', leases, '-inf', now + ahead, 'LIMIT', 0, limit)
end
for _, member in ipairs(expired) do
  redis.call('ZREM', leases, member)
  local user = string.match(member, '^%S+')
  if user then ended(user) end
end
return {#expired, redis.call('ZCARD', leases)}
`;

/** ARGV: milliseconds. Answers the number of users, of leases, and of leases that expired longer ago than that. */
const COUNT = `${COMMON}
local overdue = redis.call('ZCOUNT', leases, '-inf', now - tonumber(ARGV[3]))
return {redis.call('HLEN', people), redis.call('ZCARD', leases), overdue}
`;

/** Leases in one command: Redis needs about a millisecond for them. */
const BATCH = 500;
/** Milliseconds. Nodes take out expired leases every 2 s. When none has for this long, no node could reach Redis. */
const GAP = 10_000;
/** Milliseconds that nodes get after such a gap to renew their leases, before any lease is taken out. */
const CALM = 30_000;

/** A lease as it is sent to Redis. `ms`: its length in milliseconds. */
export type Held = [userId: string, holder: string, sessionId: string, ms: number];

/** The commands on leases in Redis. Each answers null when Redis was emptied since this node joined. */
export class LeaseCommands {
  readonly channel: string;
  private readonly people: string;
  private readonly keys: string[];
  private readonly scripts;
  /** The generation that this node joined: Redis gets a new one when it was emptied. */
  private generation = '';

  constructor(private readonly redis: RedisLink) {
    // The hash tag puts all keys on one server of a Redis Cluster, as scripts require.
    const key = (name: string) => redis.key(`{presence}:${name}`);
    this.channel = key('changes');
    this.people = key('people');
    this.keys = [key('leases'), this.people, key('state'), key('devices')];
    this.scripts = {
      join: new RedisScript<string>(redis, 'leasesJoin', JOIN),
      hold: new RedisScript<number | null>(redis, 'leasesHold', HOLD),
      shorten: new RedisScript<number | null>(redis, 'leasesShorten', SHORTEN),
      take: new RedisScript<[number, number] | null>(redis, 'leasesTake', TAKE),
      count: new RedisScript<[number, number, number]>(redis, 'leasesCount', COUNT),
    };
  }

  /** Joins the current generation. @returns true when Redis was emptied since this node joined before */
  async join(): Promise<boolean> {
    const before = this.generation;
    this.generation = await this.scripts.join.run(this.keys, randomBytes(9).toString('base64url'), this.channel);
    return before !== '' && before !== this.generation;
  }

  /** Starts or renews leases. @returns how many are held. The lease of a REST call is not, while its session has a socket anywhere. */
  async hold(leases: readonly Held[]): Promise<number | null> {
    const batches = Array.from({ length: Math.ceil(leases.length / BATCH) }, (_, batch) =>
      leases.slice(batch * BATCH, (batch + 1) * BATCH),
    );
    const answers = await Promise.all(
      batches.map((batch) => this.scripts.hold.run(this.keys, this.generation, this.channel, ...batch.flat())),
    );
    return answers.reduce((sum, held) => (sum === null || held === null ? null : sum + held), 0);
  }

  /** Lets a lease end in `ms` at the latest. @param session given when it has no socket on this node any more */
  shorten(userId: string, holder: string, ms: number, session = ''): Promise<number | null> {
    return this.scripts.shorten.run(this.keys, this.generation, this.channel, userId, holder, ms, session);
  }

  /** Removes expired leases. @param ahead milliseconds added to the clock, for tests @returns true when there may be more */
  async take(ahead: number): Promise<boolean | null> {
    const answer = await this.scripts.take.run(this.keys, this.generation, this.channel, ahead, BATCH, GAP, CALM);
    return answer === null ? null : answer[0] === BATCH;
  }

  /** The ids of all users who are online, in pages. */
  async *everybody(): AsyncGenerator<string[]> {
    let cursor = '0';
    do {
      const [next, pairs] = await this.redis.commands.hscan(this.people, cursor, 'COUNT', 1_000);
      yield pairs.filter((name, place) => place % 2 === 0 && isId(name));
      cursor = next;
    } while (cursor !== '0');
  }

  async figures(): Promise<PresenceFigures> {
    const [people, leases, expired] = await this.scripts.count.run(this.keys, this.generation, this.channel, OVERDUE);
    return { people, leases, expired };
  }
}
