import { execFile, spawn } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '../../scripts/free-port.mjs';
import { server, TestServer, useServerFrom } from '../support/server.js';
import { JWT_SECRET, sharedSettings } from '../support/suite-server/start.mjs';
import { createDatabase, type TestDatabase } from '../support/suite-server/test-database.mjs';
import { running, snippetOf } from '../support/snippets.js';
import { useBrowser, Window } from './support/windows.js';

const guide = readFileSync('docs/embed.md', 'utf8');
const ROOT = join(__dirname, '..', '..');
const dataDir = mkdtempSync(join(tmpdir(), 'parley-embed-data-'));
let key = '';
let database: TestDatabase | null = null;

/** The key is made before the server starts, as in the guide: the embedded database is for one process. */
useServerFrom(async () => {
  database = await createDatabase();
  const settings = { DATA_DIR: dataDir, ...(database && sharedSettings(database.url)) };
  key = await makeKey(settings);
  return TestServer.start(settings);
});
useBrowser();
afterAll(async () => {
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** What `npm install` of the packed client gives. */
function install(folder: string): void {
  const modules = join(folder, 'node_modules');
  mkdirSync(join(modules, '@parley', 'client'), { recursive: true });
  for (const part of ['package.json', 'dist']) {
    cpSync(join(ROOT, 'client', part), join(modules, '@parley', 'client', part), { recursive: true });
  }
  for (const name of ['openapi-fetch', 'socket.io-client']) {
    symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  }
}

/** Makes the key with the command of the guide. */
async function makeKey(settings: Record<string, string>): Promise<string> {
  const [, command = ''] = /^```sh\n([^]*?)\n```/m.exec(guide) ?? [];
  const env = { ...process.env, SEED_DEMO: 'false', JWT_SECRET, ...settings };
  const { stdout } = await promisify(execFile)('bash', ['-c', command], { cwd: ROOT, env });
  return /^key +(pk_\S+)$/m.exec(stdout)?.[1] ?? '';
}

const written = (code: string): number => code.split('\n').filter((line) => line.trim() !== '').length;

it('the guide leads to two users of an app who chat in its page, in at most forty lines of its code', async () => {
  const port = await freePort();
  const [backEnd, page] = [snippetOf(guide, 'js'), snippetOf(guide, 'html')].map((code) =>
    code.replaceAll('4000', String(port)),
  ) as [string, string];
  expect(written(backEnd) + written(page)).toBeLessThanOrEqual(40);
  const folder = mkdtempSync(join(tmpdir(), 'parley-embed-'));
  try {
    install(folder);
    writeFileSync(join(folder, 'back-end.mjs'), backEnd);
    writeFileSync(join(folder, 'page.html'), page);
    const env = { ...process.env, PARLEY_KEY: key };
    const child = spawn(process.execPath, ['back-end.mjs'], { cwd: folder, env, stdio: 'inherit' });
    running.push(child);
    await listens(port);

    const [hers, his] = [await Window.open(), await Window.open()];
    await hers.page.goto(`http://localhost:${port}/?as=ada`);
    await his.page.goto(`http://localhost:${port}/?as=ben`);
    await says(hers, 'Hello from my own page');
    await his.page.getByText('Ada Lovelace: Hello from my own page').waitFor();
    await says(his, 'Hello Ada');
    await hers.page.getByText('Ben Whitaker: Hello Ada').waitFor();
    const [chat] = await server().sql<{ people: number }>('select count(*)::int people from participants');
    expect(chat?.people).toBe(2);
    child.kill();
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
});

/** The field of the page sends only when its chats are loaded. */
async function says({ page }: Window, text: string): Promise<void> {
  await page.waitForFunction('document.querySelector("input")?.onchange');
  await page.locator('input').fill(text);
  await page.locator('input').press('Enter');
}

async function listens(port: number): Promise<void> {
  for (let tries = 100; tries > 0; tries--) {
    const answer = await fetch(`http://localhost:${port}/`).catch(() => null);
    if (answer?.ok) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error('the back end of the guide does not listen');
}
