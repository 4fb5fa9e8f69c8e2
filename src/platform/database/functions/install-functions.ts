import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';

import type { QueryRunner } from 'typeorm';

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
      await runner.query(recordHash(name, hash));
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
  const found = (await runner.query(`select obj_description(to_regproc($1), 'pg_proc') hash`, [name])) as {
    hash: string | null;
  }[];
  return found[0]?.hash ?? null;
}

/** `comment` takes no parameters. Both parts come from our files. */
const recordHash = (name: string, hash: string): string => `comment on function ${name} is '${hash}'`;
