import type { QueryRunner } from 'typeorm';

import { DatabaseStartError } from '../start-errors.js';

/** The migrations from before the first release. */
export const EARLIER = [
  'First1764000000000',
  'SeveralNodes1764100000000',
  'ChangingMessages1764200000000',
  'Reactions1764300000000',
  'Conversations1764400000000',
  'Votes1764500000000',
  'Groups1764600000000',
  'PrivateAndSafe1764700000000',
  'Later1764800000000',
  'Disappearing1764810000000',
  'Altered1764820000000',
  'Threads1764900000000',
  'EmailForms1765000000000',
  'UploadDays1765040000000',
  'SignIns1765130000000',
  'ThreadRights1765140000000',
  'Privacy1765150000000',
];

/** The migrations that replace them. Together they create the same schema. */
const REPLACEMENTS = [
  'People1766000000000',
  'Chats1766100000000',
  'Messages1766200000000',
  'Media1766300000000',
  'Groups1766400000000',
  'Scheduling1766500000000',
  'Nodes1766600000000',
];

/** One statement, so that it is atomic. */
const ADOPT = `
with earlier as (delete from migrations where name = any ($1))
insert into migrations (name, timestamp) select name, right(name, 13)::bigint from unnest($2::text[]) r (name)`;

/**
 * Records the replacements as applied in a database where all earlier migrations are applied. Does nothing with any other database.
 * @throws DatabaseStartError when only some of the earlier migrations are applied
 */
export async function adoptEarlierDatabase(runner: QueryRunner): Promise<void> {
  if (!(await runner.hasTable('migrations'))) return;
  const applied = (await runner.query('select name from migrations where name = any ($1)', [EARLIER])) as unknown[];
  if (applied.length === 0) return;
  if (applied.length < EARLIER.length) throw incomplete(applied.length);
  await runner.query(ADOPT, [EARLIER, REPLACEMENTS]);
}

function incomplete(applied: number): DatabaseStartError {
  return new DatabaseStartError(
    `This database has only ${applied} of the ${EARLIER.length} migrations of before the first release: start the last commit that ` +
      `contains src/platform/database/migrations/1765150000000-privacy.ts on it once, and then this version.`,
  );
}
