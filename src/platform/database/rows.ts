import type { DataSource, EntityManager } from 'typeorm';

/**
 * Runs one parameterised statement and gives its rows, whatever its kind
 * (TypeORM answers UPDATE and DELETE with `[rows, count]`, all else with the rows).
 */
export async function rows<Row>(on: DataSource | EntityManager, sql: string, values: unknown[] = []): Promise<Row[]> {
  const result: unknown[] = await on.query(sql, values);
  return (Array.isArray(result[0]) ? result[0] : result) as Row[];
}
