/**
 * A separate PostgreSQL that is removed after use: `startPostgres()` for the benches and the crash suite, and for the shell
 *
 *     node scripts/throwaway-postgres.mjs npm test
 *
 * which runs the command with TEST_DATABASE_URL set (or left alone when it is set already).
 */
import { execFileSync, spawn } from 'node:child_process';
import { chownSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

import { freePort } from './free-port.mjs';
import { binaries, serverUser } from './installed-postgres.mjs';

const READY_WITHIN_MS = 60_000;

/**
 * Starts a fresh cluster on a free port of 127.0.0.1. `kill()` is a crash, `start()` restarts it with the same data, `freeze()` and
 * `thaw()` stop and continue it (on Linux), `stop()` ends it and removes its directory.
 * @param settings for postgresql.conf, for example `{ fsync: 'off' }`
 * @param disk a directory for its data. The write-ahead log is kept elsewhere, because PostgreSQL ends if it cannot write the log.
 */
export async function startPostgres(settings = {}, disk) {
  const owner = serverUser();
  const bin = binaries();
  const own = (within) => {
    const made = mkdtempSync(join(within, 'parley-postgres-'));
    if (owner.uid !== undefined) chownSync(made, owner.uid, owner.gid);
    return made;
  };
  const directory = own(tmpdir());
  const data = join(disk ? own(disk) : directory, 'data');
  const initdb = ['-D', data, '-U', 'postgres', '-A', 'trust', '-E', 'UTF8', '--locale=C.UTF-8', '--no-sync'];
  if (disk) initdb.push('--waldir', join(directory, 'wal'));
  execFileSync(join(bin, 'initdb'), initdb, { ...owner, cwd: directory, stdio: ['ignore', 'ignore', 'inherit'] });

  const port = await freePort();
  const cluster = new Cluster({ bin, owner, directory, data, port, settings });
  await cluster.start();
  return cluster;
}

class Cluster {
  #server;
  #place;

  constructor(place) {
    this.#place = place;
    this.url = `postgres://postgres@127.0.0.1:${place.port}/postgres`;
    // Stops it also when this process fails. Only a kill -9 of this process leaves a server running.
    process.once('exit', this.#leaveNothing);
  }

  /** The postmaster's process id. */
  get pid() {
    return this.#server.pid;
  }

  async start() {
    const { bin, owner, directory, data, port, settings } = this.#place;
    const options = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: directory,
      max_connections: 200,
      ...settings,
    };
    const flags = Object.entries(options).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
    const command = ['-D', data, '-p', String(port), '-c', 'log_min_messages=fatal', ...flags];
    const deadline = Date.now() + READY_WITHIN_MS;
    do {
      // In its own process group: Ctrl-C goes to the process that started it, which then stops it cleanly.
      this.#server = spawn(join(bin, 'postgres'), command, {
        ...owner,
        cwd: directory,
        stdio: 'ignore',
        detached: true,
      });
      if (await this.#isReady(deadline)) return;
      // Right after a kill its children may still hold the shared memory; then the new server exits at once.
      await pause(200);
    } while (Date.now() < deadline);
    throw new Error(`PostgreSQL on port ${port} was not ready within ${READY_WITHIN_MS} ms`);
  }

  /** kill -9 of the postmaster; its children notice and exit by themselves. */
  async kill() {
    await this.#end('SIGKILL');
  }

  /** Stops all of its processes: connections stay open, and nothing is answered. */
  freeze() {
    this.#signalAll('SIGSTOP');
  }

  thaw() {
    this.#signalAll('SIGCONT');
  }

  async stop() {
    this.thaw();
    await this.#end('SIGINT');
    process.off('exit', this.#leaveNothing);
    rmSync(this.#place.directory, { recursive: true, force: true });
  }

  #signalAll(signal) {
    const isThere = this.#server.exitCode === null && this.#server.signalCode === null;
    if (!isThere) return;
    const children = readFileSync(`/proc/${this.pid}/task/${this.pid}/children`, 'utf8').split(' ').filter(Boolean);
    for (const pid of [this.pid, ...children.map(Number)]) signalOne(pid, signal);
  }

  async #end(signal) {
    if (this.#server.exitCode !== null || this.#server.signalCode !== null) return;
    const ended = new Promise((resolve) => this.#server.once('exit', resolve));
    this.#server.kill(signal);
    await ended;
  }

  async #isReady(deadline) {
    const { bin, port } = this.#place;
    while (this.#server.exitCode === null && Date.now() < deadline) {
      if (answers(join(bin, 'pg_isready'), port)) return true;
      await pause(50);
    }
    return false;
  }

  #leaveNothing = () => {
    this.#server?.kill('SIGQUIT');
    rmSync(this.#place.directory, { recursive: true, force: true });
  };
}

/** A child may have exited meanwhile. */
function signalOne(pid, signal) {
  try {
    process.kill(pid, signal);
  } catch (error) {
    if (error.code !== 'ESRCH') throw error;
  }
}

function answers(pgIsReady, port) {
  try {
    execFileSync(pgIsReady, ['-q', '-h', '127.0.0.1', '-p', String(port), '-U', 'postgres'], { stdio: 'ignore' });
    return true;
  } catch {
    return false;
  }
}

async function runWith(url, [command, ...words]) {
  const child = spawn(command, words, { stdio: 'inherit', env: { ...process.env, TEST_DATABASE_URL: url } });
  for (const signal of ['SIGINT', 'SIGTERM']) process.on(signal, () => child.kill(signal));
  return new Promise((resolve, reject) => {
    child.once('error', reject);
    child.once('exit', (code) => resolve(code ?? 1));
  });
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const given = process.env.TEST_DATABASE_URL;
  // Tests do not crash the machine, so they need not wait for its disk.
  const cluster = given
    ? null
    : await startPostgres({ fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' });
  try {
    process.exitCode = await runWith(given ?? cluster.url, process.argv.slice(2));
  } finally {
    await cluster?.stop();
  }
}
