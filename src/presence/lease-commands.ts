import { randomBytes } from 'node:crypto';

import type { RedisLink } from '../platform/redis/redis-link.js';
import { RedisScript } from '../platform/redis/redis-script.js';
import { isId } from '../platform/text/json-shape.js';
import { OVERDUE, type PresenceFigures } from './lease-store.js';
import { COUNT, HOLD, JOIN, SHORTEN, TAKE } from './lease-scripts.js';

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
