import { execFile, spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { freePort } from '../../scripts/free-port.mjs';
import { server, TestServer, useServerFrom } from '../support/server.js';
import { JWT_SECRET, sharedSettings } from '../support/suite-server/start.mjs';
import { createDatabase, type TestDatabase } from '../support/suite-server/test-database.mjs';
import { blocksOf, running, snippetOf } from '../support/snippets.js';
import { useBrowser, Window } from './support/windows.js';

const guide = readFileSync('docs/embed.md', 'utf8');
/** Its commands, in order: steps 1 (twice), 2 and 5. The one that makes the key is in a block of its own language. */
const [build, start, createApp = '', startBackEnd = ''] = blocksOf(guide, '');
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

/** Replaces `npm install <file>`, which needs the internet: it only unpacks the file. Every other command of npm is carried out. */
const WITHOUT_INTERNET = `
npm() {
  if [ "$1" != install ]; then command npm "$@"; return; fi
  mkdir -p node_modules/@parley/client && tar -xzf "$2" --strip-components=1 -C node_modules/@parley/client
}
`;

/** Carries out step 2 of the guide in this folder. @returns the directory of the app */
async function create(folder: string): Promise<string> {
  symlinkSync(ROOT, join(folder, 'parley'));
  const env = { PATH: process.env.PATH, HOME: process.env.HOME, npm_config_offline: 'true' };
  await promisify(execFile)('bash', ['-c', WITHOUT_INTERNET + createApp], { cwd: folder, env });
  const modules = join(folder, 'my-app', 'node_modules');
  const packed = readFileSync(join(modules, '@parley', 'client', 'package.json'), 'utf8');
  const { dependencies } = JSON.parse(packed) as { dependencies: Record<string, string> };
  for (const name of Object.keys(dependencies)) symlinkSync(join(ROOT, 'node_modules', name), join(modules, name));
  return join(folder, 'my-app');
}

/** Makes the key with the command of the guide. */
async function makeKey(settings: Record<string, string>): Promise<string> {
  const [command = ''] = blocksOf(guide, 'sh');
  const env = { ...process.env, SEED_DEMO: 'false', JWT_SECRET, ...settings };
  const { stdout } = await promisify(execFile)('bash', ['-c', command], { cwd: ROOT, env });
  return /^key +(pk_\S+)$/m.exec(stdout)?.[1] ?? '';
}

const written = (code: string): number => code.split('\n').filter((line) => line.trim() !== '').length;

it('the guide leads to two users of an app who chat in its page, in at most forty lines of its code', async () => {
  // Carried out before this test: the build, and the start of the server.
  expect([build, start]).toEqual(['npm ci && npm run build', 'npm start']);
  const port = await freePort();
  const [backEnd, page] = [snippetOf(guide, 'js'), snippetOf(guide, 'html')].map((code) =>
    code.replaceAll('4000', String(port)),
  ) as [string, string];
  expect(written(backEnd) + written(page)).toBeLessThanOrEqual(40);
  const folder = mkdtempSync(join(tmpdir(), 'parley-embed-'));
  try {
    const app = await create(folder);
    writeFileSync(join(app, 'back-end.mjs'), backEnd);
    writeFileSync(join(app, 'page.html'), page);
    const command = startBackEnd.replace('pk_…', key);
    // With `exec`, the process that is ended is the back end itself, and not the shell.
    const child = spawn('bash', ['-c', `exec env ${command}`], { cwd: app, stdio: 'inherit' });
    running.push(child);
    await listens(port);

    const [hers, his] = [await Window.open(), await Window.open()];
    const addresses = [...guide.matchAll(/http:\/\/localhost:4000\/\?as=\w+/g)];
    const [forAda = '', forBen = ''] = addresses.map(([address]) => address.replace('4000', String(port)));
    await hers.page.goto(forAda);
    await his.page.goto(forBen);
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
