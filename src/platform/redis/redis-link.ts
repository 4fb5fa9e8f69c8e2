import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';

import { HealthChecks } from '../health/checks.js';
import type { FailureGuard } from '../errors/failure-guard.js';

const EVERY_MS = 500;
/** Milliseconds. A command fails after a second. When it fails later than this, this process was busy, and Redis may be well. */
const IN_TIME_MS = 1_300;

/**
 * Sends a PING twice a second and closes the connection when Redis does not answer within a second. A frozen server, or one behind a
 * network that drops packets, looks connected for hours. ioredis then reconnects until Redis answers and the connection is `ready`.
 */
export class Heartbeat {
  private readonly timer: NodeJS.Timeout;
  private isAsking = false;

  constructor(private readonly connection: Redis) {
    this.timer = setInterval(() => void this.beat(), EVERY_MS).unref();
  }

  stop(): void {
    clearInterval(this.timer);
  }

  private async beat(): Promise<void> {
    if (this.isAsking || this.connection.status !== 'ready') return;
    this.isAsking = true;
    const since = performance.now();
    const isAlive = await answers(this.connection);
    this.isAsking = false;
    if (isAlive || performance.now() - since > IN_TIME_MS) return;
    this.connection.stream.destroy(new Error('Redis has not answered for a second'));
  }
}

/** Whether Redis answers within a second. An error from Redis is an answer too. */
async function answers(connection: Redis): Promise<boolean> {
  try {
    await connection.ping();
    return true;
  } catch (error) {
    return error instanceof Error && error.name === 'ReplyError';
  }
}

/** Nothing is queued while Redis is not reachable: what other nodes miss is recovered from the database. */
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  enableAutoPipelining: true,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: 1_000,
  disconnectTimeout: 100,
  disableClientInfo: true,
  retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
};

/** Milliseconds until a refused subscription is tried again. */
const SUBSCRIBE_AGAIN = 1_000;

interface Listener {
  where: string;
  receive: (text: string) => void;
}

/** The connections to Redis, when there are several nodes. Redis has hints, leases and counters, and nothing that must not be lost. */
@Injectable()
export class RedisLink implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(RedisLink.name);
  readonly commands: Redis;
  readonly subscriber: Redis;
  private readonly heartbeats: Heartbeat[];
  private readonly listeners = new Map<string, Listener>();
  private subscribingAgain?: NodeJS.Timeout;

  /** @param namespace separates the keys and channels of installations that share one Redis */
  constructor(
    url: string,
    private readonly namespace: string,
    private readonly checks: HealthChecks,
    private readonly guard: FailureGuard,
  ) {
    this.commands = new Redis(url, OPTIONS);
    // ioredis can resubscribe by itself, but a refusal would then be an unhandled rejection.
    this.subscriber = new Redis(url, { ...OPTIONS, enableReadyCheck: false, autoResubscribe: false });
    for (const connection of [this.commands, this.subscriber]) this.watch(connection);
    this.heartbeats = [this.commands, this.subscriber].map((connection) => new Heartbeat(connection));
    this.subscriber.on('ready', () => this.keepListening());
    this.subscriber.on('message', (channel: string, text: string) => {
      const listener = this.listeners.get(channel);
      if (listener) this.guard.run(listener.where, () => listener.receive(text));
    });
  }

  /** Whether both connections are open and answered within the last two seconds. */
  get isUp(): boolean {
    return this.commands.status === 'ready' && this.subscriber.status === 'ready';
  }

  key(name: string): string {
    return `parley:${this.namespace}:${name}`;
  }

  /**
   * Listens to channels, also after a reconnect. When `receive` throws, the message is dropped and counted.
   * @param where the kind of message, for the metric and the log
   */
  listen(where: string, channels: Iterable<string>, receive: (text: string) => void): void {
    for (const channel of channels) this.listeners.set(channel, { where, receive });
    if (this.subscriber.status === 'ready') this.keepListening();
  }

  /** Subscribes to all channels of `listen`, also to those it has subscribed to before. @throws when Redis refuses or is not reachable */
  async subscribe(): Promise<void> {
    if (this.listeners.size > 0) await this.subscriber.subscribe(...this.listeners.keys());
  }

  onModuleInit(): void {
    this.checks.add('redis', () => this.mustAnswer(), { vital: false });
    // The start does not wait for it: without Redis a node is degraded, but works.
    for (const connection of [this.commands, this.subscriber]) connection.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    clearTimeout(this.subscribingAgain);
    for (const heartbeat of this.heartbeats) heartbeat.stop();
    for (const connection of [this.commands, this.subscriber]) connection.disconnect();
  }

  private async mustAnswer(): Promise<void> {
    const both = [this.commands, this.subscriber];
    if (!this.isUp || !(await Promise.all(both.map(answers))).every(Boolean)) throw new Error('Redis is away');
  }

  /** Subscribes. After a lost connection the next `ready` does it again; any other failure is retried here. */
  private keepListening(): void {
    clearTimeout(this.subscribingAgain);
    this.subscribe().catch((err: unknown) => {
      if (this.subscriber.status !== 'ready') return;
      this.guard.contain('redis subscriptions', err);
      this.subscribingAgain = setTimeout(() => this.keepListening(), SUBSCRIBE_AGAIN).unref();
    });
  }

  private watch(connection: Redis): void {
    let known = true;
    connection.on('error', (err: Error) => {
      if (known) this.logger.warn({ err }, 'Redis is away: pushes to other nodes are healed from the database');
      known = false;
    });
    connection.on('ready', () => {
      if (!known) this.logger.log('Redis is back');
      known = true;
    });
  }
}

type Argument = string | number;

/** A Lua script that Redis runs atomically. Its text is sent once, afterwards only its hash. */
export class RedisScript<Answer> {
  /** @param name unique among the scripts of this link */
  constructor(
    private readonly redis: RedisLink,
    private readonly name: string,
    lua: string,
  ) {
    redis.commands.defineCommand(name, { lua });
  }

  /** @throws when Redis is not reachable or does not answer within a second. It may still have run the script then. */
  run(keys: readonly string[], ...args: Argument[]): Promise<Answer> {
    const commands = this.redis.commands as unknown as Record<string, (...words: Argument[]) => Promise<Answer>>;
    const run = commands[this.name]?.(keys.length, ...keys, ...args);
    return run ?? Promise.reject(new Error(`no script ${this.name}`));
  }
}
