import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';

import { S3Server } from '../support/s3-server/server.js';
import { TestServer } from '../support/server.js';
import { createDatabase, type TestDatabase } from '../support/suite-server/test-database.mjs';

const JWT_SECRET = 'only for tests: thirty-two characters and more';

let s3: S3Server;
let database: TestDatabase | null;
let dataDir: string;
let env: Record<string, string>;

beforeAll(async () => {
  [s3, database] = await Promise.all([S3Server.start(), createDatabase()]);
  dataDir = mkdtempSync(join(tmpdir(), 'parley-move-'));
  const { MEDIA_STORAGE: _, ...bucket } = s3.settings;
  env = { DATA_DIR: dataDir, JWT_SECRET, ...bucket, ...(database && { DATABASE_URL: database.url }) };
});
afterAll(async () => {
  await s3.stop();
  await database?.drop();
  rmSync(dataDir, { recursive: true, force: true });
});

/** Runs the script of `npm run media:move`. @throws Error with the exit code as `code`, and with `stderr` */
const move = async (...args: string[]): Promise<string> => {
  const script = join(__dirname, '..', '..', 'scripts', 'move-media.mjs');
  const settings = { PATH: process.env.PATH, ...env };
  const { stdout } = await promisify(execFile)(process.execPath, [script, ...args], { cwd: dataDir, env: settings });
  return stdout;
};

/** Runs something with a server on this storage. */
async function withServer<T>(MEDIA_STORAGE: string, work: (url: string) => Promise<T>): Promise<T> {
  const server = await TestServer.start({ ...env, MEDIA_STORAGE });
  try {
    return await work(server.url);
  } finally {
    await server.stop();
  }
}

describe('npm run media:move', () => {
  it('moves all uploads to S3 and back, and the server finds them where it looks', async () => {
    const contents = ['first', 'second'.repeat(2_000_000)];
    let token = '';
    const urls = await withServer('disk', async (url) => {
      const account = { email: 'ada@example.com', password: 'a password for tests', name: 'ada' };
      const registered = await fetch(`${url}/api/register`, { method: 'POST', body: new URLSearchParams(account) });
      ({ token } = (await registered.json()) as { token: string });
      return Promise.all(contents.map((content) => uploadTo(url, token, content)));
    });
    const readAll = (where: string) =>
      withServer(where, (url) => Promise.all(urls.map((path) => readFrom(url + path, token))));

    expect(await move('--from', 'disk', '--to', 's3')).toContain('Copied and verified: 2.');
    expect(await readAll('s3')).toEqual(contents);
    expect(await move('--from', 'disk', '--to', 's3', '--remove')).toContain('There already, and verified: 2.');
    expect(await readAll('disk')).toEqual([404, 404]);
    expect(await move('--from', 's3', '--to', 'disk', '--remove')).toContain('Copied and verified: 2.');
    expect([await readAll('disk'), s3.objects]).toEqual([contents, []]);

    rmSync(join(dataDir, 'media'), { recursive: true });
    const lost = { code: 1, stderr: expect.stringContaining('Missing in disk: 2.') as string };
    await expect(move('--from', 'disk', '--to', 's3')).rejects.toMatchObject(lost);
  }, 180_000);

  it('says how it is called, and what is wrong when S3 does not answer', async () => {
    await expect(move('--from', 'disk', '--to', 'disk')).rejects.toMatchObject({
      code: 1,
      stderr: expect.stringMatching(/^Usage: /) as string,
    });
    await expect(move('--to', 's3', '--force')).rejects.toMatchObject({
      stderr: expect.stringMatching(/^Usage: /) as string,
    });
  });
});

async function uploadTo(url: string, token: string, content: string): Promise<string> {
  const body = new FormData();
  body.append('media', new Blob([content]), 'note.txt');
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${url}/api/media`, { method: 'POST', body, headers });
  return ((await answer.json()) as { data: { url: string } }).data.url;
}

/** The content of an upload, or the status of a refusal. */
async function readFrom(url: string, token: string): Promise<string | number> {
  const answer = await fetch(url, { headers: { authorization: `Bearer ${token}` } });
  return answer.ok ? answer.text() : answer.status;
}
