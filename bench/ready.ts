import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from '../scripts/free-port.mjs';

const SERVER = fileURLToPath(new URL('../dist/server.mjs', import.meta.url));
const PATIENCE_MS = 60_000;

/** Seconds from starting the server until it is ready: on a new directory, and on a used one. */
export async function readyTimes(starts: number): Promise<{ fresh: number[]; again: number[] }> {
  const found = { fresh: [] as number[], again: [] as number[] };
  for (let start = 0; start < starts; start++) {
    const place = mkdtempSync(join(tmpdir(), 'parley-bench-'));
    const directory = join(place, 'data');
    found.fresh.push(await secondsUntilReady(directory));
    found.again.push(await secondsUntilReady(directory));
    rmSync(place, { recursive: true, force: true });
  }
  return found;
}

async function secondsUntilReady(DATA_DIR: string): Promise<number> {
  const PORT = String(await freePort());
  const { PATH } = process.env;
  const since = performance.now();
  // As a new user starts it: only the directory is set.
  const server = spawn(process.execPath, [SERVER], { env: { PATH, DATA_DIR, PORT }, stdio: 'ignore', cwd: tmpdir() });
  const ended = new Promise<void>((resolve) => server.once('exit', () => resolve()));
  try {
    await untilReady(`http://127.0.0.1:${PORT}/health/ready`, since + PATIENCE_MS);
    return (performance.now() - since) / 1000;
  } finally {
    server.kill('SIGTERM');
    await ended;
  }
}

async function untilReady(url: string, deadline: number): Promise<void> {
  while (performance.now() < deadline) {
    const answer = await fetch(url).catch(() => null);
    if (answer?.status === 200) return;
    await pause(20);
  }
  throw new Error(`${url} did not answer 200 within ${PATIENCE_MS / 1000} s`);
}
