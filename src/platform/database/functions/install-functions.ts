import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

import type { QueryRunner } from 'typeorm';

import { COMMENT_OF_FUNCTION, commentOnFunction } from '../database.sql.js';

export interface SqlFunction {
  /** Of the function, and of its file. */
  name: string;
  /** One `create or replace function` statement. */
  text: string;
}

/** @returns the SQL functions of this folder: each `.sql` file creates the function it is named after */
export function sqlFunctions(): SqlFunction[] {
  const folder = new URL('.', import.meta.url);
  const files = readdirSync(folder).filter((file) => file.endsWith('.sql'));
  return files.map((file) => ({
    name: basename(file, '.sql'),
    text: readFileSync(new URL(file, folder), 'utf8'),
  }));
}

/**
 * Creates or replaces the functions whose text differs from the one that the database recorded, all in one transaction.
 * The caller holds the migration lock: PostgreSQL refuses to replace a function twice at the same moment.
 * @returns the names of those it installed
 */
export async function installFunctions(runner: QueryRunner, functions: SqlFunction[]): Promise<string[]> {
  const installed: string[] = [];
  await runner.startTransaction();
  try {
    for (const { name, text } of functions) {
      const hash = `sha256:${createHash('sha256').update(text).digest('hex')}`;
      if ((await recordedHash(runner, name)) === hash) continue;
      await runner.query(text);
      await runner.query(commentOnFunction(name, hash));
      installed.push(name);
    }
    await runner.commitTransaction();
  } catch (error) {
    await runner.rollbackTransaction();
    throw error;
  }
  return installed;
}

/** @returns the comment of the function; null where there is no function, or no comment */
async function recordedHash(runner: QueryRunner, name: string): Promise<string | null> {
  const found = (await runner.query(COMMENT_OF_FUNCTION, [name])) as { comment: string | null }[];
  return found[0]?.comment ?? null;
}
