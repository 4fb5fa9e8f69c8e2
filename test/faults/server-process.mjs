import { spawn } from 'node:child_process';
import { closeSync, openSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import { freePort } from '../../scripts/free-port.mjs';

const root = join(import.meta.dirname, '..', '..');
const READY_WITHIN_MS = 60_000;

/** The built server as a real process, with the same port and database after each restart. */
export class ServerProcess {
  #process;
  #dying = false;
  /** Whether it ended without being told to. */
  endedByItself = 0;
  log = '';

  /**
   * @param entry what `node` runs: `.` is what `npm start` runs
   * @param logFile the file for standard output; by default this process reads it
   */
  static async at(env, entry = ['.'], logFile = undefined) {
    return new ServerProcess({ ...env, PORT: String(await freePort()) }, entry, logFile);
  }

  constructor(env, entry, logFile) {
    Object.assign(this, { entry, logFile });
    this.env = {
      ...process.env,
      NODE_ENV: 'production',
      REGISTRATION: 'open',
      HOST: '127.0.0.1',
      RATE_LIMIT: 'off',
      SEED_DEMO: 'false',
      LOG_LEVEL: 'error',
      ...env,
    };
    this.url = `http://127.0.0.1:${env.PORT}`;
  }

  get pid() {
    return this.#process.pid;
  }

  spawn() {
    this.#dying = false;
    const log = this.logFile === undefined ? 'pipe' : openSync(this.logFile, 'a');
    const child = spawn(process.execPath, this.entry, { cwd: root, env: this.env, stdio: ['ignore', log, 'pipe'] });
    if (log !== 'pipe') closeSync(log);
    for (const stream of [child.stdout, child.stderr]) stream?.on('data', (text) => (this.log += text));
    const leaveNothing = () => child.kill('SIGKILL');
    process.once('exit', leaveNothing);
    child.once('exit', () => {
      process.off('exit', leaveNothing);
      if (this.#process === child && !this.#dying) this.endedByItself += 1;
    });
    this.#process = child;
  }

  async untilReady() {
    const deadline = Date.now() + READY_WITHIN_MS;
    while (Date.now() < deadline) {
      if (this.#hasEnded()) throw new Error(`the server ended by itself:\n${this.log}`);
      const answer = await fetch(`${this.url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
      if (answer?.status === 200) return;
      await pause(50);
    }
    throw new Error(`the server was not ready within ${READY_WITHIN_MS / 1000} s:\n${this.log}`);
  }

  /** Sends kill -9, and waits until the process is gone. */
  async kill() {
    this.#dying = true;
    if (this.#hasEnded()) return;
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGKILL');
    await gone;
  }

  /** Tells it to stop. @returns its exit code, and the milliseconds it took */
  async terminate() {
    this.#dying = true;
    const since = performance.now();
    const gone = new Promise((resolve) => this.#process.once('exit', resolve));
    this.#process.kill('SIGTERM');
    return { code: await gone, ms: performance.now() - since };
  }

  #hasEnded() {
    return this.#process.exitCode !== null || this.#process.signalCode !== null;
  }
}
