import { readdirSync } from 'node:fs';
import { join } from 'node:path';

import { form } from './support/files.js';
import { people } from './support/people.js';
import { server, useServer } from './support/server.js';
import { ServerProcess, useServerDirectory } from './support/server-process.js';

useServer({}, { one: true });
useServerDirectory();

const FULL = { code: 'storage.full', retryAfter: 30 };

/** SQL that makes writes fail with the error of PostgreSQL on a full disk. */
const FULL_DATABASE = `
  create function no_room() returns trigger language plpgsql as $$ begin
    raise exception 'could not extend file: No space left on device' using errcode = '53100'; end $$;
  create trigger no_room before insert on messages for each row execute function no_room();
  create trigger no_room before insert on reactions for each row execute function no_room();
  create trigger no_room before insert or update on participants for each row execute function no_room()`;

describe('a database whose disk is full', () => {
  afterEach(() => server().sql('drop function if exists no_room cascade'));

  it('refuses writes with 503 over REST and sockets, and still answers reads', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const message = await ada.says(chat, 'before');
    for (const statement of FULL_DATABASE.split(/;\s*(?=create)/)) await server().sql(statement);

    const id = '01890000-0000-7000-8000-000000000001';
    const refused = await ada.call('POST', `/api/chats/${chat.id}/messages`, { message: 'hello', id });
    expect(refused).toMatchObject({ status: 503, body: FULL });
    expect(refused.headers.get('retry-after')).toBe('30');
    expect(await ada.socket?.request('message.send', { chatId: chat.id, message: 'hello', id })).toMatchObject(FULL);
    await expect(ben.reacts(message, '👍')).rejects.toMatchObject(FULL);
    await expect(ben.reads(chat, 1)).rejects.toMatchObject(FULL);
    await expect(ben.does('PUT', `/api/chats/${chat.id}/pin`)).rejects.toMatchObject(FULL);
    await expect(ada.opensGroup('a group', ben)).rejects.toMatchObject(FULL);
    expect((await ben.sees(chat)).map(({ message: text }) => text)).toEqual(['before']);

    await server().sql('drop function no_room cascade');
    await ada.says(chat, 'hello', { id });
    expect((await ben.sees(chat)).map(({ message: text }) => text)).toEqual(['hello', 'before']);
  });
});

/** Code in the server process: SIGUSR2 switches a full disk on and off, where files get a name and no content. */
const FULL_MEDIA_DISK = `
  import fs from 'node:fs/promises';
  import { syncBuiltinESMExports } from 'node:module';
  let isFull = false;
  process.on('SIGUSR2', () => (isFull = !isFull));
  const error = () => Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC', syscall: 'write' });
  const { open, writeFile } = fs;
  fs.writeFile = async (path, data, ...more) => {
    await writeFile(path, isFull ? '' : data, ...more);
    if (isFull) throw error();
  };
  fs.open = async (...how) => {
    const file = await open(...how);
    if (isFull) file.writeFile = () => Promise.reject(error());
    return file;
  };
  syncBuiltinESMExports();`;

/** Code in the server process: SIGUSR2 switches a nearly full disk on and off. */
const LOW_DISK_SPACE = `
  import fs from 'node:fs/promises';
  import { syncBuiltinESMExports } from 'node:module';
  let isLow = false;
  process.on('SIGUSR2', () => (isLow = !isLow));
  const { statfs } = fs;
  fs.statfs = async (...path) => (isLow ? { bavail: 11_000, bsize: 4096 } : statfs(...path));
  syncBuiltinESMExports();`;

/** Starts a server with this code and registers ada. `turns` switches the disk and waits until the server has this status. */
async function startOnDisk(preload: string) {
  const server = ServerProcess.start({ RATE_LIMIT: 'off' }, { preload });
  const url = `http://127.0.0.1:${await server.ready()}`;
  const account = { email: 'ada@example.com', password: 'a password for tests', name: 'ada' };
  const registered = await fetch(`${url}/api/register`, { method: 'POST', body: new URLSearchParams(account) });
  const { token } = (await registered.json()) as { token: string };
  const call = (method: string, path: string, body?: FormData | URLSearchParams) =>
    fetch(`${url}/api/${path}`, { method, body, headers: { authorization: `Bearer ${token}` } });
  const isReady = async () => (await fetch(`${url}/health/ready`)).status;
  const untilReadyStatus = async (status: number) => {
    server.child.kill('SIGUSR2');
    while ((await isReady()) !== status);
  };
  return { server, call, isReady, untilReadyStatus };
}

describe('a disk for uploads that is full', () => {
  it('makes uploads and the readiness check answer 503, and leaves no files; with room again, uploads work', async () => {
    const { server, call, isReady, untilReadyStatus } = await startOnDisk(FULL_MEDIA_DISK);
    await untilReadyStatus(503);
    for (let tries = 0; tries < 5; tries++) {
      expect(await isReady()).toBe(503);
      const refused = await call('POST', 'media', form({}, {}));
      expect(refused.status).toBe(503);
      expect(await refused.json()).toMatchObject(FULL);
    }
    expect(readdirSync(join(server.dataDir, 'media', 'incoming'))).toEqual([]);

    await untilReadyStatus(200);
    expect((await call('POST', 'media', form({}, {}))).status).toBe(201);
    expect(await server.stop()).toBe(0);
    expect(server.out).toContain('ENOSPC');
  }, 60_000);
});

describe('the disk of an embedded database that is nearly full', () => {
  it('is not written to until there is room, because a full disk would stop the database for good', async () => {
    const { server, call, untilReadyStatus } = await startOnDisk(LOW_DISK_SPACE);
    const rename = (name: string) => call('PATCH', 'me', new URLSearchParams({ name }));
    const name = async () => ((await (await call('GET', 'me')).json()) as { data: { name: string } }).data.name;

    await untilReadyStatus(503);
    const refused = await rename('ada lovelace');
    expect([refused.status, refused.headers.get('retry-after')]).toEqual([503, '30']);
    expect(await refused.json()).toMatchObject(FULL);
    expect((await call('POST', 'media', form({}, {}))).status).toBe(503);
    expect(await name()).toBe('ada');

    await untilReadyStatus(200);
    expect((await rename('ada lovelace')).status).toBe(200);
    expect(await name()).toBe('ada lovelace');
    expect(await server.stop()).toBe(0);
    expect(server.out).toContain('is nearly full: nothing is written until there is room');
  }, 60_000);
});
