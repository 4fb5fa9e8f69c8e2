import type { DataSource, EntityManager } from 'typeorm';

import { PING } from './database.sql.js';

/**
 * Runs one parameterised statement.
 * @returns its rows, whatever the kind of the statement. TypeORM answers UPDATE and DELETE with `[rows, count]`, everything else with
 *   the rows.
 */
export async function rows<Row>(on: DataSource | EntityManager, sql: string, values: unknown[] = []): Promise<Row[]> {
  const result: unknown[] = await on.query(sql, values);
  return (Array.isArray(result[0]) ? result[0] : result) as Row[];
}

/** Resolves when the database answers; rejects when it does not. */
export async function ping(database: DataSource): Promise<void> {
  await database.query(PING);
}
