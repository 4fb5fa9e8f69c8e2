import { type DataSource, MigrationExecutor, type QueryRunner } from 'typeorm';

import { liftLimit, LOCK, restoreLimit, TIME_LIMITS, UNLOCK_ALL } from './database.sql.js';
import { WatchedClient } from './postgres/postgres.js';

type MigrationOptions = Parameters<DataSource['runMigrations']>[0];

/** Any number will do, as long as every node asks for the same. */
const MIGRATION_LOCK = 7_018_141_438;

/**
 * Migrates on one connection that holds the lock as well, so that nodes starting together take turns, and a lost
 * connection loses both: nobody else can begin while a migration is still under way. Each migration is one transaction.
 */
export async function exclusively<T>(
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
