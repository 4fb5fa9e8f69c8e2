import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

import type { LoginView } from '../src/contract/views/user.view.js';
import { S3Server } from './support/s3-server/server.js';
import { ServerProcess, useServerDirectory } from './support/server-process.js';
import { JWT_SECRET, sharedSettings } from './support/suite-server/start.mjs';
import { createDatabase, type TestDatabase } from './support/suite-server/test-database.mjs';
import { appends, begins, sha256, tus } from './support/tus.js';

useServerDirectory();

const MIB = 1024 * 1024;
const SIZE = 50 * MIB;
/** Bytes between two cuts, more than a piece. */
const STEP = 4.5 * MIB;
const CUTS = 10;

let s3: S3Server;
let database: TestDatabase;
beforeAll(async () => {
  s3 = await S3Server.start();
  database = (await createDatabase())!;
});
afterAll(async () => {
  await s3.stop();
  await database.drop();
});

/** A node with a disk of its own. */
class Node {
  private constructor(
    readonly process: ServerProcess,
    readonly url: string,
  ) {}

  static async start(): Promise<Node> {
    const settings = { JWT_SECRET, RATE_LIMIT: 'off', ...s3.settings, ...sharedSettings(database.url) };
    const process = ServerProcess.start(settings);
    return new Node(process, `http://localhost:${await process.ready()}`);
  }

  async kill(): Promise<void> {
    this.process.child.kill('SIGKILL');
    await this.process.exit;
  }
}

async function register({ url }: Node): Promise<LoginView> {
  const body = new URLSearchParams({ email: 'ada@example.com', password: 'a password for tests', name: 'ada' });
  return (await (await fetch(`${url}/api/register`, { method: 'POST', body })).json()) as LoginView;
}

it('an upload of 50 MB that is cut ten times, and goes on at the other node each time, ends with the same bytes', async () => {
  const bytes = randomBytes(SIZE);
  const nodes = await Promise.all([Node.start(), Node.start()]);
  const ada = await register(nodes[0]);
  const path = await begins(ada, SIZE, { filename: 'film.bin' }, nodes[0].url);
  const offsetAt = async ({ url }: Node): Promise<number> => {
    const { headers, status } = await tus(ada, 'HEAD', path, {}, undefined, url);
    expect(status).toBe(200);
    return Number(headers.get('upload-offset'));
  };

  let acknowledged = 0;
  for (let cuts = 0; cuts < CUTS - 1; cuts++) {
    const [one, other] = [nodes[cuts % 2]!, nodes[(cuts + 1) % 2]!];
    const from = await offsetAt(one);
    expect(from).toBeGreaterThanOrEqual(acknowledged);
    const headers = {
      ...{ authorization: `Bearer ${ada.token}`, 'tus-resumable': '1.0.0', 'upload-offset': from },
      ...{ 'content-type': 'application/offset+octet-stream', 'content-length': SIZE - from },
    };
    const sent = request(one.url + path, { method: 'PATCH', headers });
    const ended = new Promise((resolve) => sent.on('error', resolve).on('close', resolve));
    sent.write(bytes.subarray(from, from + STEP));
    while ((await offsetAt(other)) <= from) await new Promise(setImmediate);
    if (cuts % 3 === 1) {
      await one.kill();
      nodes[cuts % 2] = await Node.start();
    } else {
      sent.destroy();
    }
    await ended;
    const next = await offsetAt(other);
    const answer = await appends(ada, path, next, bytes.subarray(next, next + 1), other.url);
    expect([204, 409]).toContain(answer.status);
    if (answer.status === 204) acknowledged = next + 1;
  }

  // The tenth cut: a node ends while the last bytes become a file, and the other one finishes the upload, perhaps at the same time.
  const [one, other] = [nodes[1], nodes[0]];
  const from = await offsetAt(one);
  expect(from).toBeLessThan(SIZE);
  const last = appends(ada, path, from, bytes.subarray(from), one.url).catch(() => undefined);
  while ((await offsetAt(other)) < SIZE) await new Promise(setImmediate);
  await one.kill();
  await last;

  const { headers } = await tus(ada, 'HEAD', path, {}, undefined, other.url);
  const authorization = `Bearer ${ada.token}`;
  const file = await fetch(`${other.url}/api/media/${headers.get('upload-media-id')}`, { headers: { authorization } });
  expect(sha256(Buffer.from(await file.arrayBuffer()))).toBe(sha256(bytes));
  const usage = await fetch(`${other.url}/api/me/usage`, { headers: { authorization } });
  expect(await usage.json()).toMatchObject({ data: { bytesStored: SIZE, filesToday: 1 } });
  expect(s3.objects.filter((name) => name.includes(path.split('/').at(-1)!))).toEqual([]);
  expect(await other.process.stop()).toBe(0);
}, 120_000);
