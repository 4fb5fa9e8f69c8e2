import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';

import { ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();
jest.setTimeout(90_000);

const PRODUCTION = { NODE_ENV: 'production', REGISTRATION: 'open', JWT_SECRET: 'x'.repeat(32), HOST: '127.0.0.1' };

/** Registers two people at the same time. Each is a reason for a mail, with the link that confirms the address. */
async function registerTwo(url: string): Promise<void> {
  const register = (name: string) => {
    const account = { email: `${name}@example.com`, password: 'a password for tests', name };
    return fetch(`${url}/api/register`, { method: 'POST', body: new URLSearchParams(account) });
  };
  const answers = await Promise.all([register('ada'), register('ben')]);
  expect(answers.map(({ status }) => status)).toEqual([201, 201]);
}

/** A server that is stopped finishes the mails that are under way. */
describe('without SMTP_URL', () => {
  it('mails are files, and one line of the log says so for all of them', async () => {
    const server = ServerProcess.start({});
    await registerTwo(`http://127.0.0.1:${await server.ready()}`);
    expect(await server.stop()).toBe(0);

    const outbox = join(server.dataDir, 'outbox');
    expect(readdirSync(outbox)).toHaveLength(2);
    const lines = server.out.split('\n').filter((line) => line.includes('SMTP_URL'));
    expect(lines.map((line) => JSON.parse(line) as object)).toMatchObject([
      { level: 'warn', msg: `SMTP_URL is not set: mails are written to files in ${outbox}` },
    ]);
  });

  it('a server in production makes no mails, and no directory for them', async () => {
    const server = await ServerProcess.startWithoutOutput(PRODUCTION, {});
    await server.answers();
    await registerTwo(server.url);
    expect(await server.stop()).toBe(0);
    expect(existsSync(join(server.dataDir, 'postgres'))).toBe(true);
    expect(existsSync(join(server.dataDir, 'outbox'))).toBe(false);
  });
});
