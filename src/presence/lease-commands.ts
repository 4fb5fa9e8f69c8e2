import { randomBytes } from 'node:crypto';

import type { RedisLink } from '../platform/redis/redis-link.js';
import { RedisScript } from '../platform/redis/redis-script.js';
import { isId } from '../platform/text/json-shape.js';
import { OVERDUE, type PresenceFigures } from './lease-store.js';
import { COUNT, HOLD, JOIN, SHORTEN, TAKE } from './lease-scripts.js';

/** As much as Redis does in about a millisecond. */
const BATCH = 500;
/** Nodes look every 2 s. When none has for this long, Redis was away from them all, */
const GAP = 10_000;
/** and they get this long to renew what they hold. */
const CALM = 30_000;

/** A lease as it is sent: user, holder, session, milliseconds. */
export type Held = [userId: string, holder: string, sessionId: string, ms: number];

/** The leases in Redis. `null` where it has been emptied since this node joined. */
export class LeaseCommands {
  readonly channel: string;
  private readonly people: string;
  private readonly keys: string[];
  private readonly scripts;
  /** Of the memory this node joined. */
  private generation = '';

  constructor(private readonly redis: RedisLink) {
    // One tag: on a cluster of Redis servers a script finds its keys on one of them.
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

  /** @returns whether Redis remembers nothing of what this node knew before */
  async join(): Promise<boolean> {
    const before = this.generation;
    this.generation = await this.scripts.join.run(this.keys, randomBytes(9).toString('base64url'), this.channel);
    return before !== '' && before !== this.generation;
  }

  /** @returns how many are held now: a call's lease is not, while its session has a socket elsewhere */
  async hold(leases: readonly Held[]): Promise<number | null> {
    const batches = Array.from({ length: Math.ceil(leases.length / BATCH) }, (_, batch) =>
      leases.slice(batch * BATCH, (batch + 1) * BATCH),
    );
    const answers = await Promise.all(
      batches.map((batch) => this.scripts.hold.run(this.keys, this.generation, this.channel, ...batch.flat())),
    );
    return answers.reduce((sum, held) => (sum === null || held === null ? null : sum + held), 0);
  }

  /** @param session that has no socket on this node any more */
  shorten(userId: string, holder: string, ms: number, session = ''): Promise<number | null> {
    return this.scripts.shorten.run(this.keys, this.generation, this.channel, userId, holder, ms, session);
  }

  /** Takes out what is over. @returns whether there is more of it */
  async take(ahead: number): Promise<boolean | null> {
    const answer = await this.scripts.take.run(this.keys, this.generation, this.channel, ahead, BATCH, GAP, CALM);
    return answer === null ? null : answer[0] === BATCH;
  }

  /** Everybody who is there, in pages. */
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
