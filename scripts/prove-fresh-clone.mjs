/**
 * Tests the README's promise: in a fresh clone of HEAD, `npm ci && npm start` answers /health/ready, and exits with 0 when told to
 * stop. It works in a temporary directory, which it always removes.
 */
import { execFileSync, spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from './free-port.mjs';

const root = dirname(import.meta.dirname);
const READY_WITHIN_MS = 240_000;
const STOPPED_WITHIN_MS = 30_000;

const OURS = [
  'NODE_ENV',
  'HOST',
  'DATA_DIR',
  'DATABASE_URL',
  'TEST_DATABASE_URL',
  'REDIS_URL',
  'JWT_SECRET',
  'SEED_DEMO',
];

/** The environment of a new user: only the port is set. */
function newcomer(place, port) {
  const git = join(place, 'gitconfig');
  // CI may own the checkout as one user and run as another.
  writeFileSync(git, '[safe]\n\tdirectory = *\n');
  const others = Object.entries(process.env).filter(([name]) => !OURS.includes(name));
  return { ...Object.fromEntries(others), PORT: String(port), GIT_CONFIG_GLOBAL: git };
}

async function untilReady(url, server) {
  const deadline = Date.now() + READY_WITHIN_MS;
  while (Date.now() < deadline) {
    if (server.exitCode !== null) throw new Error(`npm start ended with ${server.exitCode} before it was ready`);
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await pause(250);
  }
  throw new Error(`${url} did not answer 200 within ${READY_WITHIN_MS / 1000} s`);
}

async function stop(server) {
  const ended = new Promise((resolve) => server.once('exit', (code, signal) => resolve(code ?? signal)));
  server.kill('SIGTERM');
  return Promise.race([ended, pause(STOPPED_WITHIN_MS, 'still running', { ref: false })]);
}

/** Ends the whole process group, so that nothing that `npm start` began continues. */
function endGroup(pid) {
  try {
    process.kill(-pid, 'SIGKILL');
  } catch {
    // The group has already ended, as it should.
  }
}

const place = mkdtempSync(join(tmpdir(), 'parley-clone-'));
let server;
try {
  const clone = join(place, 'parley');
  const port = await freePort();
  const env = newcomer(place, port);
  execFileSync('git', ['clone', '--quiet', root, clone], { env, stdio: 'inherit' });
  execFileSync('npm', ['ci'], { cwd: clone, env, stdio: 'inherit' });

  const since = Date.now();
  server = spawn('npm', ['start'], { cwd: clone, env, stdio: ['ignore', 'inherit', 'inherit'], detached: true });
  await untilReady(`http://127.0.0.1:${port}/health/ready`, server);
  console.log(`ready ${((Date.now() - since) / 1000).toFixed(1)} s after npm start, build included`);

  const outcome = await stop(server);
  if (outcome !== 0) throw new Error(`after SIGTERM: expected exit code 0, got ${outcome}`);
  console.log('stopped with 0');
} finally {
  if (server) endGroup(server.pid);
  rmSync(place, { recursive: true, force: true });
}
