import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import type { LoginView } from '../../src/contract/views/user.view.js';
import type { ChatView } from '../../src/contract/views/chat.view.js';
import { TestServer } from '../support/server.js';
import { createDatabase, type TestDatabase } from '../support/suite-server/test-database.mjs';

const JWT_SECRET = 'only for tests: thirty-two characters and more';
const ROOT = join(__dirname, '..', '..');
const DEMO = { email: 'asd@gmail.com', password: 'asdasdasd' };

/** A database that outlives a server. */
let database: TestDatabase | null;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  database = await createDatabase();
  dataDir = mkdtempSync(join(tmpdir(), 'parley-demo-'));
  env = { DATA_DIR: dataDir, JWT_SECRET, ...(database && { DATABASE_URL: database.url }) };
});
afterAll(async () => {
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});
jest.setTimeout(180_000);

/** Starts a server, does `work` with it, and stops it. */
async function withServer<Result>(settings: object, work: (server: TestServer) => Promise<Result>): Promise<Result> {
  const server = await TestServer.start({ ...env, ...settings });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

/**
 * Starts a server in production, waits until it fails or serves, and kills it.
 * @returns its exit code (null if it serves), and its output on standard error
 */
async function startInProduction(settings: object = {}): Promise<{ code: number | null; said: string }> {
  const all = {
    PATH: process.env.PATH,
    NODE_ENV: 'production',
    LOG_LEVEL: 'debug',
    HOST: '127.0.0.1',
    PORT: '0',
    ...env,
    ...settings,
  };
  const child = spawn(process.execPath, [join(ROOT, 'dist/server.mjs')], { cwd: dataDir, env: all });
  let said = '';
  child.stderr.on('data', (chunk) => (said += String(chunk)));
  const ended = once(child, 'close').then(() => child.exitCode);
  const serves = new Promise<null>((resolve) =>
    child.stdout.on('data', (chunk) => String(chunk).includes('successfully started') && resolve(null)),
  );
  const code = await Promise.race([ended, serves]);
  child.kill('SIGKILL');
  await ended;
  return { code, said };
}

const removeDemo = async () =>
  (
    await promisify(execFile)(process.execPath, [join(ROOT, 'scripts/remove-demo.mjs')], {
      cwd: dataDir,
      env: { PATH: process.env.PATH, ...env },
    })
  ).stdout;

/** Makes a call: POST with a body, GET without. @returns `data` of the answer, or the answer if it has no `data` */
async function call<Data>(url: string, body?: object, token?: string): Promise<Data> {
  const headers = { 'content-type': 'application/json', ...(token && { authorization: `Bearer ${token}` }) };
  const options = body ? { method: 'POST', body: JSON.stringify(body), headers } : { headers };
  const answer = (await (await fetch(url, options)).json()) as { data?: Data };
  return answer.data ?? (answer as Data);
}

/** Registers somebody who is not a demo account, and lets them exchange messages with a demo account. */
async function aConversation({ url }: TestServer) {
  const account = { email: 'ada@example.com', password: 'a password for tests', name: 'Ada' };
  const ada = await call<LoginView>(`${url}/api/register`, account);
  const asha = await call<LoginView>(`${url}/api/login`, DEMO);
  const chat = await call<ChatView>(`${url}/api/chats`, { participants: [asha.user.id] }, ada.token);
  for (const { token } of [ada, asha]) await call(`${url}/api/chats/${chat.id}/messages`, { message: 'hello' }, token);
  return { account, chat };
}

describe('demo accounts', () => {
  it('prevent a start in production until they are removed; chats of other people with them stay', async () => {
    const { account, chat } = await withServer({ SEED_DEMO: 'true' }, aConversation);

    const refused = await startInProduction();
    expect(refused).toEqual({
      code: 1,
      said: expect.stringMatching(/^The database has the demo accounts, .*demo:remove.*\n$/) as string,
    });
    expect(await startInProduction({ SEED_DEMO: 'true' })).toMatchObject({ code: null });

    expect(await removeDemo()).toMatch(
      /^Demo accounts removed: 7\. Chats of theirs removed: 9\.\nDemo accounts closed: 1\. /,
    );
    expect(await removeDemo()).toBe('There are no demo accounts here.\n');
    expect(await startInProduction()).toMatchObject({ code: null });

    await withServer({ SEED_DEMO: 'false' }, async (server) => {
      const { url } = server;
      expect(await call(`${url}/api/login`, DEMO)).toMatchObject({ code: 'auth.bad_credentials' });
      const { token } = await call<LoginView>(`${url}/api/login`, account);
      const chats = await call<ChatView[]>(`${url}/api/chats`, undefined, token);
      expect(chats.map(({ id, lastSeq }) => [id, lastSeq])).toEqual([[chat.id, 2]]);
      expect(await server.sql('select count(*)::int n from users')).toEqual([{ n: 2 }]);
      expect(await server.sql('select count(*)::int n from media')).toEqual([{ n: 0 }]);
      expect(await server.sql('select count(distinct chat_id)::int n from messages')).toEqual([{ n: 1 }]);
    });
  });

  it('are not recognized by e-mail: an account that somebody registers with the same e-mail does not prevent a start', async () => {
    await withServer({ SEED_DEMO: 'false' }, ({ url }) => call(`${url}/api/register`, { ...DEMO, name: 'x' }));
    expect(await startInProduction()).toMatchObject({ code: null });
    expect(await removeDemo()).toBe('There are no demo accounts here.\n');
  });
});
