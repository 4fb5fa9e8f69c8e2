import { mkdtempSync, rmSync } from 'node:fs';
import { hostname, tmpdir } from 'node:os';
import { join } from 'node:path';

import { definition } from '../../ormconfig.js';
import type { AuditView } from '../../src/contract/views/operator.view.js';
import { readConfig } from '../../src/platform/config/config.js';
import { Database, databaseOptions } from '../../src/platform/database/database.js';
import { runCommand } from '../support/command-line.js';

const PASSWORD = 'a password for tests';
/** So many accounts that their list is longer than what waits in a pipe, but not than the megabyte that `execFile` accepts. */
const MANY = 2_500;
const dataDir = mkdtempSync(join(tmpdir(), 'parley-command-line-'));
afterAll(() => rmSync(dataDir, { recursive: true, force: true }));
jest.setTimeout(180_000);

const run = (args: string[], input?: string) => runCommand({ DATA_DIR: dataDir }, args, input);
const parley = (...args: string[]) => run(args);

it('works on the files of a stopped server, with exit codes for scripts, and finds what was changed in the audit log', async () => {
  const account = ['--email', ' Op@Example.com', '--name', 'The Op', '--role', 'operator', '--json'];
  const created = await run(['users', 'create', ...account], `${PASSWORD}\n`);
  expect([created.code, created.err]).toEqual([0, '']);
  const user = JSON.parse(created.out) as { id: string };
  expect(user).toMatchObject({
    email: 'op@example.com',
    name: 'The Op',
    plan: 'free',
    role: 'operator',
    state: 'active',
  });

  const again = await run(['users', 'create', ...account], `${PASSWORD}\n`);
  expect(again).toEqual({ code: 1, out: '', err: 'An account with this e-mail exists already.\n' });
  const deactivated = await parley('users', 'deactivate', 'op@example.com');
  expect(deactivated).toMatchObject({ code: 0, out: expect.stringMatching(/state +deactivated/) as string });
  const wrong = await parley('users', 'plan', 'op@example.com', 'gold');
  expect([wrong.code, wrong.out]).toEqual([2, '']);
  expect(wrong.err).toMatch(/^The plan must be one of: free, premium\.\nUsage: parley users plan/);

  const { out } = await parley('audit', 'list', '--json');
  const acts = JSON.parse(out) as AuditView[];
  expect(acts.map(({ action, target }) => [action, target?.id])).toEqual([
    ['user.deactivated', user.id],
    ['user.created', user.id],
  ]);
  expect(acts[0]?.actor).toMatchObject({ kind: 'cli', address: null });
  expect(acts[0]?.actor.name).toContain(`@${hostname()}`);
  const verified = await parley('audit', 'verify');
  expect(verified).toMatchObject({ code: 0 });
  expect(verified.out).toContain(`2:${acts[0]?.hash ?? ''}`);

  const database = await new Database(
    databaseOptions(definition, () => readConfig({ DATA_DIR: dataDir })),
  ).initialize();
  const used = await parley('users', 'list');
  expect([used.code, used.out]).toEqual([3, '']);
  expect(used.err).toContain(`is in use by another Parley (process ${process.pid})`);
  await database.query('alter table audit_log disable trigger all');
  await database.query(`insert into users (id, name, folded_name)
    select gen_random_uuid(), 'many', 'many' from generate_series(1, ${MANY})`);
  await database.query(`update audit_log set details = '{"plan": "premium", "role": "operator"}' where seq = 1`);
  await database.destroy();
  const broken = await parley('audit', 'verify');
  expect([broken.code, broken.out]).toEqual([1, '']);
  expect(broken.err).toContain('Row 1 of the audit log was changed');
  const all = await parley('users', 'list', '--limit', '10000', '--json');
  expect(JSON.parse(all.out)).toHaveLength(MANY + 1);
});
