import { resolve } from 'node:path';

import {
  DataSource,
  type DataSourceOptions,
  type Migration,
  MigrationExecutor,
  type QueryRunner,
  TypeORMError,
} from 'typeorm';

import type { Config } from '../config/config.js';
import { liftLimit, LOCK, restoreLimit, TIME_LIMITS, UNLOCK_ALL } from './database.sql.js';
import { type Embedded, openEmbedded } from './embedded/embedded.js';
import { installFunctions, sqlFunctions } from './functions/install-functions.js';
import { adoptEarlierDatabase } from './migrations/adopt-earlier-database.js';
import { cannotConnect, placeOf, postgresPool, tooOld, WatchedClient } from './postgres/postgres.js';

/** What the house is made of: ormconfig.ts lists it, so that this floor knows no feature. */
export type DatabaseDefinition = Required<Pick<DataSourceOptions, 'entities' | 'migrations'>>;

export type DatabaseOptions = DataSourceOptions & {
  /** Asked when the database is opened, not before: importing ormconfig.ts reads no environment. */
  settings: () => Config;
};

export function databaseOptions(definition: DatabaseDefinition, settings: () => Config): DatabaseOptions {
  return {
    ...definition,
    type: 'postgres',
    settings,
    installExtensions: false,
    uuidExtension: 'pgcrypto',
    logging: false,
    migrationsTransactionMode: 'each',
    // A forgotten value must never widen a query to rows it was not asked for.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  };
}

type MigrationOptions = Parameters<DataSource['runMigrations']>[0];

/** A DataSource that opens and closes what is under it: the embedded database and its lock, or a pool on a server. */
export class Database extends DataSource {
  private embedded?: Embedded;

  constructor(private readonly where: DatabaseOptions) {
    super(where);
  }

  /** For the log: which database this is, and what it promises. */
  get description(): string {
    const { DATABASE_URL, DATA_DIR } = this.where.settings();
    if (DATABASE_URL !== undefined) return `PostgreSQL ${this.driver.version ?? ''} at ${placeOf(DATABASE_URL)}`;
    return `Embedded database in ${resolve(DATA_DIR)}: safe from a crash of the server, not from a power cut (DATABASE_URL is)`;
  }

  /** @throws DatabaseStartError */
  override async initialize(): Promise<this> {
    const { DATABASE_URL, DATA_DIR } = this.where.settings();
    return DATABASE_URL === undefined ? this.openFiles(DATA_DIR) : this.openServer(DATABASE_URL);
  }

  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } finally {
      await this.embedded?.close();
    }
  }

  /**
   * Brings the schema and the SQL functions to what this version needs. Nodes that start together take turns.
   * @returns the migrations that were applied
   * @throws DatabaseStartError when the database is of before the first release, and incomplete
   */
  override async runMigrations(options?: MigrationOptions): Promise<Migration[]> {
    return exclusively(this, options, async (executor, runner) => {
      await adoptEarlierDatabase(runner);
      const applied = await executor.executePendingMigrations();
      await installFunctions(runner, sqlFunctions());
      return applied;
    });
  }

  override async undoLastMigration(options?: MigrationOptions): Promise<void> {
    return exclusively(this, options, (executor) => executor.undoLastMigration());
  }

  private async openFiles(dataDir: string): Promise<this> {
    this.embedded = await openEmbedded(dataDir);
    this.setOptions({ extra: this.embedded.pool });
    try {
      return await super.initialize();
    } catch (error) {
      await this.embedded.close();
      throw error;
    }
  }

  private async openServer(url: string): Promise<this> {
    this.setOptions({ extra: postgresPool(url) });
    try {
      await super.initialize();
    } catch (error) {
      // What TypeORM itself complains about is a mistake in the code, not in the address.
      throw error instanceof TypeORMError ? error : cannotConnect(url, error);
    }
    await this.requireVersion(url);
    return this;
  }

  private async requireVersion(url: string): Promise<void> {
    const complaint = tooOld(url, this.driver.version);
    if (!complaint) return;
    await this.destroy();
    throw complaint;
  }
}

/** Any number will do, as long as every node asks for the same. */
const MIGRATION_LOCK = 7_018_141_438;

/**
 * Migrates on one connection that holds the lock as well, so that nodes starting together take turns, and a lost
 * connection loses both: nobody else can begin while a migration is still under way. Each migration is one transaction.
 */
async function exclusively<T>(
  dataSource: DataSource,
  options: MigrationOptions,
  work: (executor: MigrationExecutor, runner: QueryRunner) => Promise<T>,
): Promise<T> {
  const runner = dataSource.createQueryRunner();
  try {
    await liftLimits(runner);
    await runner.query(LOCK, [MIGRATION_LOCK]);
    const executor = new MigrationExecutor(dataSource, runner);
    executor.transaction = options?.transaction ?? dataSource.options.migrationsTransactionMode ?? 'each';
    executor.fake = options?.fake ?? false;
    return await work(executor, runner);
  } finally {
    await restore(runner);
  }
}

/** The limits of the pool are made for requests; waiting for the lock and building an index take as long as they take. */
async function liftLimits(runner: QueryRunner): Promise<void> {
  await bePatient(runner, true);
  for (const limit of TIME_LIMITS) await runner.query(liftLimit(limit));
}

async function restore(runner: QueryRunner): Promise<void> {
  try {
    await runner.query(UNLOCK_ALL);
    for (const limit of TIME_LIMITS) await runner.query(restoreLimit(limit));
    await bePatient(runner, false);
  } catch {
    // The connection is gone, and what it held with it; what broke it is on its way to the caller.
  } finally {
    await runner.release();
  }
}

async function bePatient(runner: QueryRunner, isPatient: boolean): Promise<void> {
  const client: unknown = await runner.connect();
  if (client instanceof WatchedClient) client.bePatient(isPatient);
}
