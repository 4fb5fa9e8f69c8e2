import { once } from 'node:events';
import { cpSync, mkdtempSync, rmSync, statSync, truncateSync, writeFileSync } from 'node:fs';
import type { Socket } from 'node:net';
import { join } from 'node:path';

import { TestSocket } from '../support/test-socket.js';
import { inServerDirectory, ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();

async function expectFailedStart(env: NodeJS.ProcessEnv, reason: RegExp): Promise<void> {
  const failed = ServerProcess.start(env);
  expect({ env, code: await failed.exit }).toEqual({ env, code: 1 });
  expect(failed.err).toMatch(reason);
  expect(failed.err + failed.out).not.toMatch(/hunter2|\bat .*:\d+:\d+/);
}

const DAMAGED = /^The database in .* cannot be opened, because its files are damaged or incomplete .*: restore .*\n$/;

/** A data directory whose database has lost two thirds of this file. */
function damaged(file: string): string {
  const dataDir = mkdtempSync(inServerDirectory('damaged-'));
  const path = join(dataDir, 'postgres', file);
  cpSync(join(__dirname, '..', '..', 'dist', 'templates', 'empty', 'postgres'), join(dataDir, 'postgres'), {
    recursive: true,
  });
  truncateSync(path, Math.floor(statSync(path).size / 3));
  return dataDir;
}

/** A data directory with this secret in it. */
function withSecret(secret: string): string {
  const dataDir = mkdtempSync(inServerDirectory('secret-'));
  writeFileSync(join(dataDir, 'jwt-secret'), secret);
  return dataDir;
}

describe('the process', () => {
  it('treats a Ctrl-C that arrives twice as one, and the next server can use its data directory', async () => {
    const first = ServerProcess.start({});
    const port = await first.ready();
    expect((await fetch(`http://localhost:${port}/health/ready`)).status).toBe(200);
    expect(first.out).toContain('a power cut may lose');

    first.child.kill('SIGINT');
    first.child.kill('SIGINT');
    expect({ code: await first.exit, err: first.err }).toEqual({ code: 0, err: '' });

    const second = ServerProcess.start({ DATA_DIR: first.dataDir });
    await second.ready();
    second.child.kill('SIGTERM');
    expect(await second.exit).toBe(0);
  }, 60_000);

  it('exits within six seconds of a Ctrl-C, even if a client does not read and never closes its socket', async () => {
    const server = ServerProcess.start({});
    const port = await server.ready();
    const account = { email: 'ada@example.com', password: 'a password for tests', name: 'ada' };
    const body = new URLSearchParams(account);
    const { token } = (await (
      await fetch(`http://localhost:${port}/api/register`, { method: 'POST', body })
    ).json()) as {
      token: string;
    };
    const polite = await TestSocket.open(`http://localhost:${port}`, token);
    const rude = await TestSocket.open(`http://localhost:${port}`, token);
    const { ws } = (rude.client.io.engine as unknown as { transport: { ws: { _socket: Socket } } }).transport;
    ws._socket.pause();
    const warned = polite.waitFor('server.draining');
    const since = Date.now();

    server.child.kill('SIGINT');

    await warned;
    expect(await server.exit).toBe(0);
    expect(Date.now() - since).toBeLessThan(6_000);
    for (const socket of [polite, rude]) socket.close();
  }, 60_000);

  it('exits 1 and prints why it cannot start, without a stack trace', async () => {
    const running = ServerProcess.start({});
    const port = await running.ready();
    const reasons: [NodeJS.ProcessEnv, RegExp][] = [
      [{ LOG_LEVEL: 'loud' }, /^Bad configuration:\n {2}LOG_LEVEL: must be one of .*\n$/],
      [{ DATA_DIR: running.dataDir }, /^The data directory .* is in use by another Parley.*\n$/],
      [{ DATA_DIR: '/dev/null/data' }, /^The data directory .* cannot be used: .*\n$/],
      [{ PORT: String(port) }, /^Cannot listen on 127\.0\.0\.1 port \d+: another program does\. .*\n$/],
      [
        { DATABASE_URL: 'postgres://parley:hunter2@127.0.0.1:9/parley', JWT_SECRET: 'x'.repeat(32) },
        /^Cannot connect to PostgreSQL at 127\.0\.0\.1:9\/parley: .*\n$/,
      ],
    ];

    for (const [env, reason] of reasons) await expectFailedStart(env, reason);
    running.child.kill('SIGTERM');
    expect(await running.exit).toBe(0);
  }, 120_000);

  it('exits 1 and prints what is wrong with its data directory', async () => {
    const reasons: [NodeJS.ProcessEnv, RegExp][] = [
      [{ DATA_DIR: withSecret('') }, /^The secret in .*jwt-secret is empty or shorter than 32 characters: .*\n$/],
      [{ DATA_DIR: withSecret(`${'x'.repeat(31)}\n`) }, /^The secret in .*jwt-secret is empty or shorter than 32/],
      [{ DATA_DIR: damaged('global/1260') }, DAMAGED],
      [{ DATA_DIR: damaged('pg_wal/000000010000000000000001') }, DAMAGED],
      [{ DATA_DIR: damaged('base/5/16385') }, DAMAGED],
    ];
    for (const [env, reason] of reasons) await expectFailedStart(env, reason);
  }, 120_000);

  it('accepts a secret file with 32 characters, and warns when there is no ffmpeg', async () => {
    const server = ServerProcess.start({ DATA_DIR: withSecret('x'.repeat(32)), PATH: '/nowhere' });
    await server.ready();
    expect(server.out).toContain('ffmpeg and ffprobe are not installed');
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
  }, 60_000);

  it('logs an unhandled rejection without private data, stops and exits 1', async () => {
    const preload = `process.on('SIGUSR2', () => Promise.reject(new Error('lost for ada@example.com')));`;
    const server = ServerProcess.start({}, { preload });
    await server.ready();

    server.child.kill('SIGUSR2');

    expect(await server.exit).toBe(1);
    expect(server.out).toContain('"msg":"unhandled rejection"');
    expect(server.out).toContain('lost for [redacted]');
    expect(server.out).toContain('"msg":"stopped"');
  }, 60_000);

  it('goes on when the system cannot accept a connection', async () => {
    const preload = `
      import { Server } from 'node:http';
      const { listen } = Server.prototype;
      Server.prototype.listen = function (...args) {
        process.on('SIGUSR2', () => this.emit('error', Object.assign(new Error('accept ENFILE'), { code: 'ENFILE' })));
        return listen.apply(this, args);
      };`;
    const server = ServerProcess.start({}, { preload });
    const port = await server.ready();
    const logged = once(server.child.stdout!, 'data');
    server.child.kill('SIGUSR2');
    await logged;
    expect((await fetch(`http://localhost:${port}/health/live`)).status).toBe(200);
    expect(server.out).toContain('"msg":"a connection could not be accepted"');
    server.child.kill('SIGTERM');
    expect(await server.exit).toBe(0);
  }, 60_000);

  it('reads settings from a .env file if the environment does not have them', async () => {
    writeFileSync(inServerDirectory('.env'), 'LOG_LEVEL=loud\nRATE_LIMIT=sometimes\n');
    const server = ServerProcess.start({ LOG_LEVEL: 'info' });
    expect(await server.exit).toBe(1);
    rmSync(inServerDirectory('.env'));

    expect(server.err).toMatch(/RATE_LIMIT/);
    expect(server.err).not.toMatch(/LOG_LEVEL/);
  });
});
