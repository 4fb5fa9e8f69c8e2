import { randomBytes } from 'node:crypto';
import { request } from 'node:http';
import { stat } from 'node:fs/promises';
import { join } from 'node:path';

import { ServerProcess, useServerDirectory } from '../support/server-process.js';
import { appends, begins, sha256, tus } from '../support/tus.js';

useServerDirectory();

const SIZE = 50 * 1024 * 1024;
/** Bytes between two cuts. */
const STEP = 5 * 1024 * 1024;

interface Account {
  token: string;
}

async function register(url: string): Promise<Account> {
  const body = new URLSearchParams({ email: 'ada@example.com', password: 'a password for tests', name: 'ada' });
  return (await (await fetch(`${url}/api/register`, { method: 'POST', body })).json()) as Account;
}

/** Sends bytes until some of them are on the disk, and then cuts the connection, or kills the server. */
async function cut(
  who: Account,
  url: string,
  path: string,
  file: string,
  offset: number,
  bytes: Buffer,
  kill?: () => void,
) {
  const headers = {
    ...{ authorization: `Bearer ${who.token}`, 'tus-resumable': '1.0.0', 'upload-offset': offset },
    ...{ 'content-type': 'application/offset+octet-stream', 'content-length': bytes.length },
  };
  const sent = request(url + path, { method: 'PATCH', headers });
  const ended = new Promise((resolve) => sent.on('error', resolve).on('close', resolve));
  sent.write(bytes.subarray(0, STEP + 100_000));
  while ((await stat(file)).size < Math.min(SIZE - 1, offset + STEP)) await new Promise(setImmediate);
  if (kill) kill();
  else sent.destroy();
  await ended;
}

it('an upload of 50 MB that is cut ten times, by a lost connection or kill -9, ends with the same bytes', async () => {
  const bytes = randomBytes(SIZE);
  let server = ServerProcess.start({});
  let url = `http://localhost:${await server.ready()}`;
  const ada = await register(url);
  const path = await begins(ada, SIZE, { filename: 'film.bin' }, url);
  const file = join(server.dataDir, 'media', 'uploads', path.split('/').at(-1) ?? '');
  const offset = async (): Promise<number> => {
    const { headers, status } = await tus(ada, 'HEAD', path, {}, undefined, url);
    expect(status).toBe(200);
    return Number(headers.get('upload-offset'));
  };

  let acknowledged = 0;
  for (let cuts = 0; cuts < 9; cuts++) {
    const from = await offset();
    expect(from).toBeGreaterThanOrEqual(acknowledged);
    const dies = cuts % 2 === 1;
    await cut(ada, url, path, file, from, bytes.subarray(from), dies ? () => server.child.kill('SIGKILL') : undefined);
    if (dies) {
      await server.exit;
      server = ServerProcess.start({ DATA_DIR: server.dataDir });
      url = `http://localhost:${await server.ready()}`;
    } else {
      const next = await offset();
      const answer = await appends(ada, path, next, bytes.subarray(next, next + 1), url);
      if (answer.status === 204) acknowledged = next + 1;
    }
  }

  // The tenth cut: the server dies while the last bytes become a file.
  const from = await offset();
  expect(from).toBeLessThan(SIZE);
  const last = appends(ada, path, from, bytes.subarray(from), url).catch(() => undefined);
  while ((await stat(file)).size < SIZE) await new Promise(setImmediate);
  server.child.kill('SIGKILL');
  await Promise.all([last, server.exit]);
  server = ServerProcess.start({ DATA_DIR: server.dataDir });
  url = `http://localhost:${await server.ready()}`;

  const { headers } = await tus(ada, 'HEAD', path, {}, undefined, url);
  const id = headers.get('upload-media-id') ?? '';
  const read = await fetch(`${url}/api/media/${id}`, { headers: { authorization: `Bearer ${ada.token}` } });
  expect(sha256(Buffer.from(await read.arrayBuffer()))).toBe(sha256(bytes));
  const usage = await fetch(`${url}/api/me/usage`, { headers: { authorization: `Bearer ${ada.token}` } });
  expect(await usage.json()).toMatchObject({ data: { bytesStored: SIZE, filesToday: 1 } });
  expect(await server.stop()).toBe(0);
}, 180_000);
