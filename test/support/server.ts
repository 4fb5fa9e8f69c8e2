import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import passport from 'passport';
import { DataSource } from 'typeorm';

import { createApp } from '../../src/app.setup.js';
import { JwtStrategy } from '../../src/auth/jwt.strategy.js';
import { Config, readConfig } from '../../src/platform/config/config.js';
import { isOverload } from '../../src/platform/database/database-errors.js';
import { RedisLink } from '../../src/platform/redis/redis-link.js';
import { hangUpAll } from './ears.js';
import { createDatabase, type TestDatabase } from './test-database.js';

const SECRET = 'only for tests: thirty-two characters and more';

/** What refers to users and chats alone goes with them. Deleted, since it takes PGlite thirty times as long to truncate them. */
const EMPTY = [
  ...['attachments', 'group_avatars', 'scheduled_uploads', 'media', 'messages'],
  ...['changes', 'moves', 'reports', 'chats', 'users'],
]
  .map((table) => `delete from ${table}`)
  .join(';');

/** The real server on a real database, on a port of its own. */
export class TestServer {
  private stopped = false;
  private other?: TestServer;

  private constructor(
    readonly app: NestFastifyApplication,
    readonly url: string,
    readonly dataDir: string,
    private readonly database: TestDatabase | null,
  ) {}

  static async start(env: Record<string, string> = {}): Promise<TestServer> {
    const dataDir = mkdtempSync(join(tmpdir(), 'parley-test-'));
    const database = env.DATABASE_URL === undefined ? await createDatabase() : null;
    const app = await createApp(
      readConfig({
        NODE_ENV: 'test',
        DATA_DIR: dataDir,
        JWT_SECRET: SECRET,
        LOG_LEVEL: 'silent',
        RATE_LIMIT: 'off',
        SEED_DEMO: 'false',
        ...(database && { DATABASE_URL: database.url }),
        ...(database && process.env.TEST_REDIS_URL && { REDIS_URL: process.env.TEST_REDIS_URL }),
        ...env,
      }),
    );
    await app.listen(0, '127.0.0.1');
    return new TestServer(app, await app.getUrl(), dataDir, database);
  }

  /** The node that sockets are opened on: another one where there are two, so that whatever is pushed crosses over. */
  get live(): TestServer {
    return this.other ?? this;
  }

  get hasRedis(): boolean {
    return this.app.get<RedisLink | null>(RedisLink) !== null;
  }

  /** Another node of the same installation. */
  async anotherNode(env: Record<string, string> = {}): Promise<TestServer> {
    const { DATABASE_URL = '', REDIS_URL = '' } = this.app.get(Config);
    const node = await TestServer.start({ DATABASE_URL, REDIS_URL, ...env });
    // Passport knows one strategy in a process: it stays that of the node that ends last.
    passport.use(this.app.get(JwtStrategy));
    return node;
  }

  /** From here on calls go to this node, sockets to another. */
  async sendSocketsElsewhere(env: Record<string, string>): Promise<void> {
    this.other = await this.anotherNode(env);
  }

  /** For what no call can bring about yet; tests use it as little as they can. */
  sql<Row>(text: string, values: unknown[] = []): Promise<Row[]> {
    return this.app.get(DataSource).query<Row[]>(text, values);
  }

  /** An empty database again. */
  async forgetAll(): Promise<void> {
    hangUpAll();
    if (this.stopped) return;
    await this.empty();
  }

  /** Something may still be looking at the tables, or holds one and waits for another: then it is tried anew. */
  private async empty(tries = 10): Promise<void> {
    await this.sql(EMPTY).catch((error: unknown) => {
      if (tries === 0 || !isOverload(error)) throw error;
      return this.empty(tries - 1);
    });
  }

  async stop(): Promise<void> {
    if (this.stopped) return;
    this.stopped = true;
    await this.other?.stop();
    await this.app.close();
    if (!current || current === this) hangUpAll();
    await this.database?.drop();
    rmSync(this.dataDir, { recursive: true, force: true });
  }
}

let current: TestServer | undefined;

/** The server of the running test file. */
export function server(): TestServer {
  if (!current) throw new Error('call useServer() at the top of the test file');
  return current;
}

/**
 * Starts a server for this test file and empties it after each test. Where there is a Redis it is two nodes, unless the
 * file wants `one` and sees to others itself.
 */
export function useServer(env: Record<string, string> = {}, { one } = { one: false }): void {
  beforeAll(async () => {
    current = await TestServer.start(env);
    if (current.hasRedis && !one) await current.sendSocketsElsewhere(env);
  });
  afterEach(() => current?.forgetAll());
  afterAll(() => current?.stop());
}
