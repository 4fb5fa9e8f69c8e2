import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { SyncView } from '../../src/contract/views/sync.view.js';
import { TestSocket } from '../support/test-socket.js';
import { itUnless } from '../support/it-unless.js';
import { TestServer } from '../support/server.js';
import { createDatabase, type TestDatabase } from '../support/suite-server/test-database.mjs';

const JWT_SECRET = 'only for tests: thirty-two characters and more';

/** A database that outlives a server, like one that was restored from a backup. */
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

/** Starts a server, and stops it again. @returns the epochs that a client gets from `sync` and from `connection.ready` */
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
    const socket = await TestSocket.open(server.url, token);
    return [data.epoch, socket.all('connection.ready')[0]?.epoch ?? ''];
  } finally {
    await server.stop();
  }
}

/** Runs the script of `npm run epoch:renew`. @throws Error with the exit code as `code`, and with `stderr` */
const renew = () => {
  const script = join(__dirname, '..', '..', 'scripts', 'renew-epoch.mjs');
  const settings = { PATH: process.env.PATH, ...env };
  return promisify(execFile)(process.execPath, [script], { cwd: dataDir, env: settings });
};

describe('the epoch', () => {
  it('stays the same after a restart, and is a new one after npm run epoch:renew', async () => {
    const [before, greeted] = await epochs();
    expect(greeted).toBe(before);
    expect((await epochs())[0]).toBe(before);

    await renew();

    const [after, welcomed] = await epochs();
    expect(after).not.toBe(before);
    expect(welcomed).toBe(after);
  }, 120_000);

  itUnless(
    process.env.TEST_DATABASE_URL !== undefined && 'only the embedded database is limited to one process',
    'is not renewed while a server runs: the command fails and says what to do',
    async () => {
      const server = await TestServer.start(env);
      await expect(renew()).rejects.toMatchObject({
        code: 1,
        stderr: expect.stringMatching(
          /^The data directory .* is in use by another Parley.*: stop that one, .*\.\n$/,
        ) as string,
      });
      await server.stop();
    },
    120_000,
  );
});
