import { Logger } from '@nestjs/common';
import { firstValueFrom, fromEvent, race, ReplaySubject, timer } from 'rxjs';

import type { RedisLink } from '../platform/redis/redis-link.js';
import { isId } from '../platform/text/json-shape.js';
import type { LeaseCommands } from './lease-commands.js';

/** The users that this node has announced as online. They are in memory, because every answer that shows users needs them. */
export class OnlineUsers {
  private readonly online = new Set<string>();
  /** Users with a change since the current read of all users began. */
  private changed = new Set<string>();

  has(userId: string): boolean {
    return this.online.has(userId);
  }

  all(): string[] {
    return [...this.online];
  }

  /** @returns false when the user was known to be online already */
  appeared(userId: string): boolean {
    this.changed.add(userId);
    if (this.online.has(userId)) return false;
    this.online.add(userId);
    return true;
  }

  /** @returns false when the user was not known to be online */
  left(userId: string): boolean {
    this.changed.add(userId);
    return this.online.delete(userId);
  }

  /** Compares all users who are online, read in pages, with the known ones. A change that arrives meanwhile is newer and wins. */
  async compare(pages: AsyncIterable<string[]>): Promise<{ appeared: string[]; left: string[] }> {
    const changed = (this.changed = new Set());
    const found = new Set<string>();
    for await (const page of pages) for (const userId of page) found.add(userId);
    const appeared = [...found].filter((userId) => !this.online.has(userId) && !changed.has(userId));
    const left = [...this.online].filter((userId) => !found.has(userId) && !changed.has(userId));
    return { appeared, left };
  }
}

/** Milliseconds for which the start waits until the users who are online have been read. */
const JOIN_TIMEOUT = 2_000;

/** A hint on the channel: came online (+) or went offline (-), user id, time in milliseconds since 1970. */
const HINT = /^([+-])(\S{36}) (\d{1,15})$/;

type Hint = (there: boolean, userId: string, at: Date) => void;

/**
 * Whether this node and Redis agree on the leases. The node joins at its start, after each lost connection, and when it finds that
 * Redis was emptied, which can happen without a lost connection.
 */
export class LeaseConnection {
  private readonly logger = new Logger(LeaseConnection.name);
  private joined = false;
  private joining?: Promise<void>;
  private readonly joins = new ReplaySubject<void>(1);
  private restoreLeases: (emptied: boolean) => Promise<void> = () => Promise.resolve();

  constructor(
    private readonly redis: RedisLink,
    private readonly commands: LeaseCommands,
  ) {
    for (const connection of [redis.commands, redis.subscriber]) {
      connection.on('ready', () => void this.join());
      connection.on('close', () => (this.joined = false));
    }
  }

  /** Sets what is called when a user comes online or goes offline on any node, in the order of Redis. */
  onHint(hint: Hint): void {
    this.redis.listen('redis presence', [this.commands.channel], (text) => {
      const [, sign, userId, at] = HINT.exec(text) ?? [];
      if (!isId(userId)) throw new Error('not a hint of presence');
      hint(sign === '+', userId, new Date(Number(at)));
    });
  }

  /** Sets what is called after each join. Its parameter is true when Redis was emptied. */
  onJoin(restoreLeases: (emptied: boolean) => Promise<void>): void {
    this.restoreLeases = restoreLeases;
  }

  async begin(): Promise<void> {
    const refused = fromEvent(this.redis.commands, 'close');
    await firstValueFrom(race(this.joins, refused, timer(JOIN_TIMEOUT)));
  }

  /** Joins if this node has not joined. @returns whether it has joined now */
  async isJoined(): Promise<boolean> {
    if (!this.joined) await this.join();
    return this.joined;
  }

  /** Runs commands on leases. @returns null when Redis is not reachable or was emptied */
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

  /** PING flushes the commands sent before it. */
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
    // Subscribes before reading, so that no change is lost between the two.
    await this.redis.subscribe();
    const emptied = await this.commands.join();
    this.joined = true;
    await this.restoreLeases(emptied);
    this.joins.next();
  }
}
