import { Injectable, Logger, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { Redis, type RedisOptions } from 'ioredis';

import { HealthChecks } from '../health-checks.js';

/** Nothing here is worth waiting for: what Redis does not take at once is made good from the database. */
const OPTIONS: RedisOptions = {
  lazyConnect: true,
  enableOfflineQueue: false,
  enableAutoPipelining: true,
  maxRetriesPerRequest: 0,
  connectTimeout: 2_000,
  commandTimeout: 1_000,
  retryStrategy: (attempt) => Math.min(50 * 2 ** attempt, 1_000),
};

/** The way to Redis, where there are several nodes. It carries hints, leases and counters, never truth. */
@Injectable()
export class RedisLink implements OnModuleInit, OnApplicationShutdown {
  private readonly logger = new Logger(RedisLink.name);
  readonly commands: Redis;
  readonly subscriber: Redis;
  /** When it was last known to be away, milliseconds since 1970. */
  private away = Date.now();

  /** @param namespace keeps the keys and channels of installations that share one Redis apart */
  constructor(
    url: string,
    private readonly namespace: string,
    private readonly checks: HealthChecks,
  ) {
    this.commands = new Redis(url, OPTIONS);
    // Subscriptions wait for their connection, and are made again with each new one. Once subscribed, it may not ask INFO.
    const patient = { enableOfflineQueue: true, maxRetriesPerRequest: null, enableReadyCheck: false };
    this.subscriber = new Redis(url, { ...OPTIONS, ...patient });
    for (const connection of [this.commands, this.subscriber]) this.watch(connection);
  }

  get isUp(): boolean {
    return this.commands.status === 'ready' && this.subscriber.status === 'ready';
  }

  /** Milliseconds since it was last away; 0 while it is. */
  get upFor(): number {
    return this.isUp ? Date.now() - this.away : 0;
  }

  key(name: string): string {
    return `parley:${this.namespace}:${name}`;
  }

  onModuleInit(): void {
    this.checks.add('redis', () => (this.isUp ? Promise.resolve() : Promise.reject(new Error('Redis is away'))), {
      vital: false,
    });
    // Not waited for: without Redis a node is degraded, and serves.
    for (const connection of [this.commands, this.subscriber]) connection.connect().catch(() => undefined);
  }

  onApplicationShutdown(): void {
    for (const connection of [this.commands, this.subscriber]) connection.disconnect();
  }

  private watch(connection: Redis): void {
    let known = true;
    connection.on('error', (err: Error) => {
      this.away = Date.now();
      if (known) this.logger.warn({ err }, 'Redis is away: pushes to other nodes are healed from the database');
      known = false;
    });
    connection.on('close', () => {
      this.away = Date.now();
    });
    connection.on('ready', () => {
      this.away = Date.now();
      if (!known) this.logger.log('Redis is back');
      known = true;
    });
  }
}
