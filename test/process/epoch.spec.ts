import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { SyncView } from '../../src/contract/views/sync.view.js';
import { Ears } from '../support/ears.js';
import { TestServer } from '../support/server.js';
import { createDatabase, type TestDatabase } from '../support/suite-server/test-database.mjs';

const JWT_SECRET = 'only for tests: thirty-two characters and more';

/** A database that outlives a server, as the one that was restored does. */
let database: TestDatabase | null;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'parley-epoch-'));
  env = { DATA_DIR: dataDir, JWT_SECRET, ...(database && { DATABASE_URL: database.url }) };
});
afterAll(async () => {
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What a client is told by a server that runs for this long only. */
async function epochs(): Promise<[sync: string, ready: string]> {
  const server = await TestServer.start(env);
  try {
    const account = { email: `${crypto.randomUUID()}@example.com`, password: 'a password for tests', name: 'ada' };
    const headers = { 'content-type': 'application/json' };
    const registered = await fetch(`${server.url}/api/register`, {
      method: 'POST',
      headers,
      body: JSON.stringify(account),
    });
    const { token } = (await registered.json()) as { token: string };
    const authorization = `Bearer ${token}`;
    const synced = await fetch(`${server.url}/api/sync`, { method: 'POST', headers: { authorization } });
    const { data } = (await synced.json()) as { data: SyncView };
    const ears = await Ears.open(server.url, token);
    return [data.epoch, ears.all('connection.ready')[0]?.epoch ?? ''];
  } finally {
    await server.stop();
  }
}

/** @throws Error with `code`, the exit code, and `stderr`, what it said */
const renew = () => {
  const script = join(__dirname, '..', '..', 'scripts', 'renew-epoch.mjs');
  const settings = { PATH: process.env.PATH, ...env };
  return promisify(execFile)(process.execPath, [script], { cwd: dataDir, env: settings });
};

describe('the epoch', () => {
  it('stays what it is from start to start, and is another one after npm run epoch:renew', async () => {
    const [before, greeted] = await epochs();
    expect(greeted).toBe(before);
    expect((await epochs())[0]).toBe(before);

    await renew();

    const [after, welcomed] = await epochs();
    expect(after).not.toBe(before);
    expect(welcomed).toBe(after);
  }, 120_000);

  it('is not renewed under a server that runs: the command says in a sentence what to do', async () => {
    if (database) return; // only the embedded database is for one process
    const server = await TestServer.start(env);
    await expect(renew()).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(
        /^The data directory .* is in use by another Parley.*: stop that one, .*\.\n$/,
      ) as string,
    });
    await server.stop();
  }, 120_000);
});
