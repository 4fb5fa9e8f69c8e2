/**
 * A separate Redis that is removed after use: `startRedis()` for tests and the crash suite, and for the shell
 *
 *     node scripts/throwaway-redis.mjs npm test
 *
 * which runs the command with TEST_REDIS_URL set (or left alone when it is set already). It keeps nothing on disk.
 */
import { spawn } from 'node:child_process';
import { createConnection } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from './free-port.mjs';

const READY_WITHIN_MS = 20_000;

/**
 * Starts an empty server on a free port of 127.0.0.1. `kill()` is a crash, `start()` restarts it on the same port without data,
 * `stop()` ends it; between `freeze()` and `thaw()` it keeps its connections and answers nothing.
 */
export async function startRedis() {
  const redis = new ThrowawayRedis(await freePort());
  await redis.start();
  return redis;
}

class ThrowawayRedis {
  #server;
  #port;

  constructor(port) {
    this.#port = port;
    this.url = `redis://127.0.0.1:${port}`;
    // Stops it also when this process fails. Only a kill -9 of this process leaves a server running.
    process.once('exit', this.#leaveNothing);
  }

  /** Changes after `kill()` and `start()`. */
  get pid() {
    return this.#server.pid;
  }

  async start() {
    const settings = { bind: '127.0.0.1', port: this.#port, save: '', appendonly: 'no', 'set-proc-title': 'no' };
    const command = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, String(value)]);
    // In its own process group: Ctrl-C goes to the process that started it, which then stops it cleanly.
    const server = spawn('redis-server', command, { stdio: 'ignore', detached: true });
    this.#server = server;
    const failed = new Promise((_, reject) => {
      server.once('error', () => reject(new Error('no redis-server found: install Redis 7 or later')));
      server.once('exit', (code) => reject(new Error(`redis-server on port ${this.#port} ended with ${code}`)));
    });
    await Promise.race([this.#untilItAnswers(), failed]);
  }

  freeze() {
    this.#server.kill('SIGSTOP');
  }

  thaw() {
    this.#server.kill('SIGCONT');
  }

  /** kill -9, frozen or not. */
  async kill() {
    const server = this.#server;
    if (server.exitCode !== null || server.signalCode !== null) return;
    const ended = new Promise((resolve) => server.once('exit', resolve));
    server.kill('SIGKILL');
    await ended;
  }

  async stop() {
    await this.kill();
    process.off('exit', this.#leaveNothing);
  }

  async #untilItAnswers() {
    for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(20)) {
      if (await answers(this.#port)) return;
    }
    throw new Error(`Redis on port ${this.#port} was not ready within ${READY_WITHIN_MS} ms`);
  }

  #leaveNothing = () => this.#server?.kill('SIGKILL');
}

function answers(port) {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => socket.write('PING\r\n'));
    const done = (answer) => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('data', (data) => done(data.toString().startsWith('+PONG')));
    socket.once('error', () => done(false));
  });
}

async function runWith(url, [command, ...words]) {
  const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, TEST_REDIS_URL: url } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

// Tests import this as CommonJS, which has no top-level `await`.
async function fromTheShell() {
  const given = process.env.TEST_REDIS_URL;
  const redis = given ? null : await startRedis();
  try {
    process.exitCode = await runWith(given ?? redis.url, process.argv.slice(2));
  } finally {
    await redis?.stop();
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) void fromTheShell();
