import { execFileSync } from 'node:child_process';
import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

import { form } from '../support/files.js';
import { ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();

/** Lists what other users of the machine may open: files in a directory, and the directory itself. */
function filesOpenToOthers(dataDir: string): string[] {
  const names = ['.', ...readdirSync(dataDir, { recursive: true, encoding: 'utf8' })];
  return names.filter((name) => (statSync(join(dataDir, name)).mode & 0o077) !== 0);
}

async function registerAndUpload(port: number): Promise<void> {
  const call = (path: string, body: FormData | URLSearchParams, headers = {}) =>
    fetch(`http://127.0.0.1:${port}/api/${path}`, { method: 'POST', body, headers });
  const account = { email: `${port}@example.com`, password: 'a password for tests', name: 'ada' };
  const { token } = (await (await call('register', new URLSearchParams(account))).json()) as { token: string };
  const uploaded = await call('media', form({}, {}), { authorization: `Bearer ${token}` });
  expect(uploaded.status).toBe(201);
}

describe('the files of a server', () => {
  it('are private from the first start on, and the next start makes them private again if they are not', async () => {
    const first = ServerProcess.start({});
    await registerAndUpload(await first.ready());
    expect(filesOpenToOthers(first.dataDir)).toEqual([]);
    expect(await first.stop()).toBe(0);
    expect(filesOpenToOthers(first.dataDir)).toEqual([]);

    execFileSync('chmod', ['-R', 'a+rwX', join(first.dataDir, 'postgres'), join(first.dataDir, 'jwt-secret')]);
    execFileSync('chmod', ['a+rx', first.dataDir]);
    expect(filesOpenToOthers(first.dataDir).length).toBeGreaterThan(100);
    const second = ServerProcess.start({ DATA_DIR: first.dataDir });
    await registerAndUpload(await second.ready());
    expect(filesOpenToOthers(first.dataDir)).toEqual([]);
    expect(await second.stop()).toBe(0);
  }, 90_000);
});
