import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { definition } from '../ormconfig.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, databaseOptions } from '../src/platform/database/database.js';
import { containing } from '../src/platform/text/fold.js';
import { FIND_USERS } from '../src/users/users.sql.js';
import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { atMost, type Section, show } from './report.js';
import type { Settings } from './settings.js';
import { type Figure, figure } from './statistics.js';
import { callsInTurn, timed } from './turns.js';
import { createDatabase, SECRET } from './world.js';

const PEOPLE = 100_000;

/** What is searched for, by what it is among the names. */
const QUERIES = {
  'one letter': 'a',
  'two letters': 'ma',
  'two letters that no name has': 'qx',
  'a beginning that many names have': 'mar',
  'the beginning of a second name': 'oster',
  'the middle of a word': 'rgaret',
  'the middle of a rare word': 'zanthi',
  'a CJK character': '美',
  absent: 'zzzabsent',
} as const;

/** Names from 40 first names and 2,500 second names, one of them rare; every fiftieth has CJK characters. */
const FILL = `
  insert into users (id, email, password_hash, name, folded_name)
  select gen_random_uuid(), 'p' || n || '@example.com', '', name, name from (
    select n, case when n = 77777 then 'joan bozanthine' when n % 50 = 0 then '佐藤美咲' || n else
      (array['maria', 'margaret', 'mario', 'anna', 'adam', 'ben', 'carla', 'david', 'emma', 'felix', 'greta', 'hugo', 'ida', 'jonas', 'kim', 'lea',
      'noah', 'olga', 'paul', 'rosa', 'sam', 'tina', 'uwe', 'vera', 'yuki', 'zoe', 'omar', 'priya', 'tomas', 'asha'])[1 + n % 30] || ' ' ||
      (array['oster', 'berg', 'stein', 'sand', 'linden', 'wald', 'hof', 'bach', 'feld', 'dahl'])[1 + n / 30 % 10] ||
      (array['mann', 'son', 'er', 'quist', 'ow'])[1 + n / 300 % 5] || n / 1500 % 50 end name
    from generate_series(1, ${PEOPLE}) n) names`;

/** The statement before there was an index for it. */
const BEFORE = `
  select id, name, avatar, status, case when u.who_sees_last_seen = 'everybody' then u.last_seen_at end "lastSeenAt" from users u
  where folded_name like $1 and id <> $2 and id not in (
    select blocked_id from blocks where blocker_id = $2 union all select blocker_id from blocks where blocked_id = $2)
  order by starts_with(folded_name, $3) desc, folded_name, id limit 21`;

const VIEWER = '00000000-0000-4000-8000-000000000000';
const now = (q: string): unknown[] => [containing(q).slice(1), containing(q), VIEWER, q, 21, 0];
const before = (q: string): unknown[] => [containing(q), VIEWER, q];

const WAYS = ['now', 'before'] as const;
type Way = (typeof WAYS)[number];
type Found = Record<string, Record<Way, Figure>>;

/** The statement of the search for people among 100,000, on PostgreSQL and on the embedded database. */
export async function people(cluster: Cluster, settings: Settings): Promise<Section[]> {
  const DATABASE_URL = await createDatabase(cluster.url, 'people');
  const DATA_DIR = mkdtempSync(join(tmpdir(), 'parley-bench-'));
  const postgres = await measure({ DATABASE_URL, JWT_SECRET: SECRET }, settings);
  const embedded = await measure({ DATA_DIR, SEED_DEMO: 'false' }, settings);
  rmSync(DATA_DIR, { recursive: true, force: true });
  return [sectionOf('PostgreSQL', postgres, settings), sectionOf('the embedded database', embedded, settings)];
}

async function measure(env: NodeJS.ProcessEnv, settings: Settings): Promise<Found> {
  const database = new Database(databaseOptions(definition, () => readConfig(env)));
  await database.initialize();
  await database.runMigrations();
  await database.query(FILL);
  await database.query('vacuum analyze users');
  const found: Found = Object.fromEntries(Object.keys(QUERIES).map((name) => [name, {} as Record<Way, Figure>]));
  const measureAll = async (way: Way): Promise<void> => {
    const ask = (q: string) => () =>
      timed(() => (way === 'now' ? database.query(FIND_USERS, now(q)) : database.query(BEFORE, before(q))));
    const asked = Object.fromEntries(Object.entries(QUERIES).map(([name, q]) => [name, ask(q)]));
    const times = await callsInTurn<string>(asked, { ...settings, calls: Math.ceil(settings.calls / 3) });
    for (const [name, of] of Object.entries(times)) Object.assign(found[name] ?? {}, { [way]: figure(of) });
  };
  await measureAll('now');
  await database.query('drop index users_folded_name_idx, users_name_characters_idx');
  await measureAll('before');
  await database.destroy();
  return found;
}

function sectionOf(where: string, found: Found, { rounds }: Settings): Section {
  return {
    title: `Search for people, on ${where}`,
    about:
      `The first page among ${PEOPLE.toLocaleString('en')} people, one caller; ms per statement, ${rounds} rounds. ` +
      'Before: the statement that had no index, measured after the indexes were dropped.',
    head: ['searched for', ...WAYS],
    rows: Object.entries(found).map(([name, of]) => [name, ...WAYS.map((way) => show(of[way]))]),
    verdicts: Object.entries(found).map(([name, of]) =>
      atMost(`search for people on ${where}: ${name}`, 50, of.now, 'ms'),
    ),
  };
}
