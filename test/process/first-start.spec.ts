import { readdirSync, readFileSync, statSync } from 'node:fs';
import { join } from 'node:path';

import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import type { SyncView } from '../../src/contract/views/sync.view.js';
import type { LoginView } from '../../src/contract/views/user.view.js';
import { ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();
jest.setTimeout(120_000);

const MINUTE = 60_000;
const DEMO = { email: 'asd@gmail.com', password: 'asdasdasd' };

/** A demo account that is signed in at a server. */
class Caller {
  constructor(
    readonly url: string,
    readonly token: string,
  ) {}

  static async signIn(port: number): Promise<Caller> {
    const url = `http://localhost:${port}`;
    const answer = await fetch(`${url}/api/login`, { method: 'POST', body: new URLSearchParams(DEMO) });
    return new Caller(url, ((await answer.json()) as LoginView).token);
  }

  call(path: string, method = 'GET', token = this.token): Promise<Response> {
    return fetch(this.url + path, { method, headers: { authorization: `Bearer ${token}` } });
  }

  async gets<Data>(path: string, method?: string): Promise<Data> {
    return ((await (await this.call(path, method)).json()) as { data: Data }).data;
  }

  async epoch(): Promise<string> {
    return (await this.gets<SyncView>('/api/sync', 'POST')).epoch;
  }

  /** The times of all its messages, oldest first. */
  async times(): Promise<string[]> {
    const chats = await this.gets<ChatView[]>('/api/chats');
    const messages = chats.map(({ id }) => this.gets<MessageView[]>(`/api/chats/${id}/messages?limit=100`));
    return (await Promise.all(messages))
      .flat()
      .map(({ createdAt }) => createdAt)
      .sort();
  }
}

/** Starts a server with demo data, lets a demo account do something, and stops it. */
async function onServer<Result>(
  dataDir: string | undefined,
  work: (caller: Caller, dataDir: string) => Promise<Result>,
) {
  const server = ServerProcess.start({ SEED_DEMO: 'true', ...(dataDir && { DATA_DIR: dataDir }) });
  const result = await work(await Caller.signIn(await server.ready()), server.dataDir);
  expect(await server.stop()).toBe(0);
  expect(server.out).not.toContain('demo data written');
  return { ...result, dataDir: server.dataDir };
}

const look = async (caller: Caller) => ({
  epoch: await caller.epoch(),
  times: await caller.times(),
  token: caller.token,
});

describe('a first start', () => {
  it('has the demo data of the template, as if it was written then, and a later start leaves it as it is', async () => {
    const first = await onServer(undefined, look);
    const newest = Date.parse(first.times.at(-1)!);
    expect(Math.abs(Date.now() - newest)).toBeLessThan(2 * MINUTE);
    expect(new Set(first.times.map((time) => time.slice(0, 10))).size).toBeGreaterThan(4);

    const second = await onServer(first.dataDir, look);
    expect([second.epoch, second.times]).toEqual([first.epoch, first.times]);
  });

  it('shares no epoch, secret or session with another first start of the same build', async () => {
    const one = await onServer(undefined, look);
    const other = await onServer(undefined, async (caller) => {
      expect((await caller.call('/api/me', 'GET', one.token)).status).toBe(401);
      return look(caller);
    });
    expect(other.epoch).not.toBe(one.epoch);
    const secrets = [one, other].map(({ dataDir }) => readFileSync(join(dataDir, 'jwt-secret'), 'utf8'));
    expect(secrets[0]).not.toBe(secrets[1]);
  });

  it('serves the files of the demo, and makes all files readable only by its user', async () => {
    await onServer(undefined, async (caller, dataDir) => {
      const chats = await caller.gets<ChatView[]>('/api/chats');
      const launch = chats.find(({ title }) => title === 'Harbor launch')!;
      const messages = await caller.gets<MessageView[]>(`/api/chats/${launch.id}/messages?limit=100`);
      const picture = messages.flatMap(({ media }) => media).find(({ kind }) => kind === 'image')!;
      const file = await caller.call(picture.url);
      expect([file.status, file.headers.get('content-type')]).toEqual([200, 'image/png']);

      const paths = readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => join(dataDir, name));
      expect(paths.filter((path) => (statSync(path).mode & 0o077) !== 0)).toEqual([]);
      return {};
    });
  });

  it('has no demo account when it is to have none', async () => {
    const server = ServerProcess.start({ SEED_DEMO: 'false' });
    const answer = await fetch(`http://localhost:${await server.ready()}/api/login`, {
      method: 'POST',
      body: new URLSearchParams(DEMO),
    });
    expect(await answer.json()).toMatchObject({ code: 'auth.bad_credentials' });
    expect(await server.stop()).toBe(0);
  });
});

it('names the source files in the stack of an unexpected error', async () => {
  const server = ServerProcess.start({}, { preload: `process.umask = () => { throw new Error('no umask'); };` });
  expect(await server.exit).toBe(1);
  expect(server.out).toMatch(/keepNewFilesPrivate \(\S*src\/platform\/process\/private-files\.ts:\d+:\d+\)/);
});
