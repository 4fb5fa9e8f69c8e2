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
import { ADOPT_COPY, IS_NEW_COPY, liftLimit, LOCK, restoreLimit, TIME_LIMITS, UNLOCK_ALL } from './database.sql.js';
import { type Embedded, openEmbedded } from './embedded/embedded.js';
import type { Place } from './embedded/first-files.js';
import { installFunctions, sqlFunctions } from './functions/install-functions.js';
import { adoptEarlierDatabase } from './migrations/adopt-earlier-database.js';
import { cannotConnect, placeOf, postgresPool, tooOld, WatchedClient } from './postgres/postgres.js';

/** The entities and migrations. ormconfig.ts lists them, because this floor must not import features. */
export type DatabaseDefinition = Required<Pick<DataSourceOptions, 'entities' | 'migrations'>>;

export type DatabaseOptions = DataSourceOptions & {
  /** Called when the database is opened, so that importing ormconfig.ts does not read the environment. */
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
    // Otherwise a condition whose value is missing by mistake would be dropped, and the query would match more rows.
    invalidWhereValuesBehavior: { null: 'throw', undefined: 'throw' },
  };
}

type MigrationOptions = Parameters<DataSource['runMigrations']>[0];

/** A DataSource that also opens and closes its database: the embedded one with its lock, or a pool of connections to a server. */
export class Database extends DataSource {
  private embedded?: Embedded;
  /** Whether this is the first start on a copy of a template that the build made. */
  isNewCopy = false;

  constructor(private readonly where: DatabaseOptions) {
    super(where);
  }

  /** For the log: which database this is, and whether it is safe from a power cut. */
  get description(): string {
    const { DATABASE_URL, DATA_DIR } = this.where.settings();
    if (DATABASE_URL !== undefined) return `PostgreSQL ${this.driver.version ?? ''} at ${placeOf(DATABASE_URL)}`;
    return `Embedded database in ${resolve(DATA_DIR)}: safe from a crash of the server, not from a power cut (DATABASE_URL is)`;
  }

  /** @throws DatabaseStartError */
  override async initialize(): Promise<this> {
    const { DATABASE_URL, DATA_DIR, copiesDemo } = this.where.settings();
    if (DATABASE_URL !== undefined) return this.openServer(DATABASE_URL);
    return this.openFiles({ dataDir: DATA_DIR, withDemo: copiesDemo });
  }

  override async destroy(): Promise<void> {
    try {
      await super.destroy();
    } finally {
      await this.embedded?.close();
    }
  }

  /**
   * Brings the schema and the SQL functions to this version. Nodes that start together take turns.
   * @returns the migrations that were applied
   * @throws DatabaseStartError when only some of the migrations from before the first release are applied
   */
  override async runMigrations(options?: MigrationOptions): Promise<Migration[]> {
    return exclusively(this, options, async (executor, runner) => {
      await adoptEarlierDatabase(runner);
      const applied = await executor.executePendingMigrations();
      if (this.embedded) this.isNewCopy = await adoptCopy(runner);
      await installFunctions(runner, sqlFunctions());
      return applied;
    });
  }

  override async undoLastMigration(options?: MigrationOptions): Promise<void> {
    return exclusively(this, options, (executor) => executor.undoLastMigration());
  }

  private async openFiles(place: Place): Promise<this> {
    this.embedded = await openEmbedded(place);
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
      // A TypeORMError is a mistake in the code, not in DATABASE_URL.
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

/** @returns true when the database was a copy of a template that no server had used yet */
async function adoptCopy(runner: QueryRunner): Promise<boolean> {
  const [copy] = (await runner.query(IS_NEW_COPY)) as { isNew: boolean }[];
  if (!copy?.isNew) return false;
  await runner.query(ADOPT_COPY);
  return true;
}

/** An arbitrary number, the same on every node. */
const MIGRATION_LOCK = 7_018_141_438;

/**
 * Runs migrations on the connection that holds the lock. Nodes that start together take turns. A lost connection ends both the lock and
 * the migration, so no other node begins while a migration is under way. Each migration is one transaction.
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

/** Turns off the time limits of the pool, which are for requests: waiting for the lock or building an index may take longer. */
async function liftLimits(runner: QueryRunner): Promise<void> {
  await suspendTimeout(runner, true);
  for (const limit of TIME_LIMITS) await runner.query(liftLimit(limit));
}

async function restore(runner: QueryRunner): Promise<void> {
  try {
    await runner.query(UNLOCK_ALL);
    for (const limit of TIME_LIMITS) await runner.query(restoreLimit(limit));
    await suspendTimeout(runner, false);
  } catch {
    // The connection is lost, and its lock and settings with it. The caller already gets the error of `work`, if there is one.
  } finally {
    await runner.release();
  }
}

async function suspendTimeout(runner: QueryRunner, isSuspended: boolean): Promise<void> {
  const client: unknown = await runner.connect();
  if (client instanceof WatchedClient) client.suspendTimeout(isSuspended);
}
