import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { definition } from '../ormconfig.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, databaseOptions } from '../src/platform/database/database.js';
import { Search1766700000000 } from '../src/platform/database/migrations/1766700000000-search.js';

const dataDir = mkdtempSync(join(tmpdir(), 'parley-folding-'));
const database = new Database(databaseOptions(definition, () => readConfig({ DATA_DIR: dataDir, SEED_DEMO: 'false' })));
const ID = '00000000-0000-4000-8000-000000000000';

beforeAll(async () => {
  await database.initialize();
  await database.runMigrations();
});
afterAll(async () => {
  await database.destroy();
  rmSync(dataDir, { recursive: true });
});

it('the migration folds all texts and names again that an earlier version stored', async () => {
  const run = (sql: string, values: unknown[] = []): Promise<unknown[]> => database.query(sql, values);
  await run(
    `insert into users (id, email, password_hash, name, folded_name) values ($1, 'a@example.com', '', 'Łukasz', 'łukasz')`,
    [ID],
  );
  const store = `insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, folded, content_hash, media, extras)
    values ($1, gen_random_uuid(), $2, $2, 'text', $1, $3, $4, '', $5, $6)`;
  const media = JSON.stringify([{ name: 'Plän.pdf' }, { name: null }]);
  const poll = JSON.stringify({ poll: { options: [{ text: 'Köln' }, { text: 'Oslo' }] } });
  await run(store, [ID, 1, 'it’s  so', null, null, null]);
  await run(store, [ID, 2, 'plain', null, null, null]);
  await run(store, [ID, 3, 'Two', 'two', media, null]);
  await run(store, [ID, 4, 'Where?', 'where?', null, poll]);
  await run('drop table search_blocks');

  const runner = database.createQueryRunner();
  await new Search1766700000000().up(runner);
  await runner.release();

  expect(await run('select folded_name from users')).toEqual([{ folded_name: 'lukasz' }]);
  expect(await run('select folded from messages order by seq')).toEqual([
    { folded: `it's so` },
    { folded: null },
    { folded: 'two\nplan.pdf' },
    { folded: 'where?\nkoln\noslo' },
  ]);
});
