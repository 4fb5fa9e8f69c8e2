import { Logger } from '@nestjs/common';
import { firstValueFrom, fromEvent, race, ReplaySubject, timer } from 'rxjs';

import type { RedisLink } from '../platform/redis/redis-link.js';
import { isId } from '../platform/text/json-shape.js';
import type { LeaseCommands } from './lease-commands.js';

/** A start waits this long to hear who is there. */
const PATIENCE = 2_000;

/** Who appeared or left, and when, in milliseconds since 1970. */
const HINT = /^([+-])(\S{36}) (\d{1,15})$/;

type Hint = (there: boolean, userId: string, at: Date) => void;

/**
 * Whether this node and Redis know the same: it joins at the start, after each time Redis was away, and when Redis turns
 * out to be empty, which is noticed with or without a lost connection.
 */
export class Membership {
  private readonly logger = new Logger(Membership.name);
  private joined = false;
  private joining?: Promise<void>;
  private readonly joins = new ReplaySubject<void>(1);
  private bringBack: (emptied: boolean) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly redis: RedisLink,
    private readonly commands: LeaseCommands,
  ) {
    for (const connection of [redis.commands, redis.subscriber]) {
      connection.on('ready', () => void this.join());
      connection.on('close', () => (this.joined = false));
    }
  }

  /** Who appears and leaves, on whichever node, in the order Redis saw it. */
  onHint(hint: Hint): void {
    this.redis.listen('redis presence', [this.commands.channel], (text) => {
      const [, sign, userId, at] = HINT.exec(text) ?? [];
      if (!isId(userId)) throw new Error('not a hint of presence');
      hint(sign === '+', userId, new Date(Number(at)));
    });
  }

  /** What is to be done after joining, told whether Redis was emptied. */
  onJoin(bringBack: (emptied: boolean) => Promise<void>): void {
    this.bringBack = bringBack;
  }

  async begin(): Promise<void> {
    const refused = fromEvent(this.redis.commands, 'close');
    await firstValueFrom(race(this.joins, refused, timer(PATIENCE)));
  }

  /** Joins when it has not yet. */
  async isJoined(): Promise<boolean> {
    if (!this.joined) await this.join();
    return this.joined;
  }

  /** @returns null when Redis is away, or does not know what it should */
  async send<Answer>(work: () => Promise<Answer | null>): Promise<Answer | null> {
    if (!this.joined) return null;
    try {
      const answer = await work();
      if (answer === null) void this.join();
      return answer;
    } catch {
      return null;
    }
  }

  /** When this is answered, so is all that was sent before. */
  async end(): Promise<void> {
    await this.redis.commands.ping().catch(() => null);
  }

  private join(): Promise<void> {
    this.joining ??= this.rejoin()
      .catch((err: unknown) => {
        this.joined = false;
        this.logger.warn({ err }, 'Redis does not know yet who is connected to this node');
      })
      .finally(() => (this.joining = undefined));
    return this.joining;
  }

  private async rejoin(): Promise<void> {
    if (!this.redis.isUp) return;
    // Heard from before it is read, so that nothing falls between.
    await this.redis.subscribe();
    const emptied = await this.commands.join();
    this.joined = true;
    await this.bringBack(emptied);
    this.joins.next();
  }
}
