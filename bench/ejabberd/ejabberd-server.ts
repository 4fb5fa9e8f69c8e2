import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import type { Cluster } from '../../scripts/throwaway-postgres.mjs';
import { freePort } from '../../scripts/free-port.mjs';
import { createDatabase, inDatabase } from '../world.js';

const PACKAGES = ['ejabberd', 'erlang-p1-pgsql'];
const SCHEMA = '/usr/share/ejabberd/sql/pg.sql';
const DATABASE = 'ejabberd';
const READY_WITHIN_MS = 60_000;

/** Everybody's password. */
export const PASSWORD = 'only-for-benches';

/**
 * Debian's ejabberd with its own settings and spool, apart from the service of the system: accounts, and the archive of the rooms, in
 * its own database of the throw-away PostgreSQL. It has no Erlang distribution, so it leaves no `epmd` running.
 */
export class EjabberdServer {
  private constructor(
    private readonly beam: ChildProcess,
    private readonly directory: string,
    readonly port: number,
  ) {
    process.once('exit', this.leaveNothing);
  }

  static async start(cluster: Cluster, users: string[]): Promise<EjabberdServer> {
    install();
    await createDatabase(cluster.url, DATABASE);
    await inDatabase(cluster.url, DATABASE, async (client) => {
      await client.query(readFileSync(SCHEMA, 'utf8'));
      await client.query('insert into users (username, password) select u, $2 from unnest($1::text[]) u', [
        users,
        PASSWORD,
      ]);
    });
    const directory = mkdtempSync(join(tmpdir(), 'parley-ejabberd-'));
    const port = await freePort();
    const settings = join(directory, 'ejabberd.yml');
    writeFileSync(settings, settingsFor(port, new URL(cluster.url)));
    const server = new EjabberdServer(spawnBeam(directory, settings), directory, port);
    await server.untilItAnswers().catch(async (error: unknown) => {
      await server.stop();
      throw error;
    });
    return server;
  }

  get pid(): number {
    return this.beam.pid ?? 0;
  }

  private get isRunning(): boolean {
    return this.beam.exitCode === null && this.beam.signalCode === null;
  }

  async stop(): Promise<void> {
    if (this.isRunning) {
      const ended = new Promise((resolve) => this.beam.once('exit', resolve));
      this.beam.kill('SIGKILL');
      await ended;
    }
    process.off('exit', this.leaveNothing);
    rmSync(this.directory, { recursive: true, force: true });
  }

  private async untilItAnswers(): Promise<void> {
    for (const deadline = Date.now() + READY_WITHIN_MS; Date.now() < deadline; await pause(100)) {
      if (!this.isRunning) throw new Error('ejabberd ended while it started');
      if (await isOpen(this.port)) return;
    }
    throw new Error(`ejabberd was not ready within ${READY_WITHIN_MS} ms`);
  }

  private readonly leaveNothing = (): void => {
    this.beam.kill('SIGKILL');
    rmSync(this.directory, { recursive: true, force: true });
  };
}

/** `RUNLEVEL=1` keeps the package from starting the service of the system. */
function install(): void {
  const isInstalled = spawnSync('dpkg-query', ['--show', ...PACKAGES], { stdio: 'ignore' }).status === 0;
  if (isInstalled) return;
  const env = { ...process.env, RUNLEVEL: '1', DEBIAN_FRONTEND: 'noninteractive' };
  execFileSync('apt-get', ['install', '-y', '--no-install-recommends', ...PACKAGES], { env, stdio: 'ignore' });
}

/** As Debian's `ejabberdctl` starts it, without a node name. */
function spawnBeam(directory: string, settings: string): ChildProcess {
  const flags = ['+K', 'true', '+P', '250000', '-mnesia', 'dir', JSON.stringify(join(directory, 'mnesia'))];
  const env = {
    ...process.env,
    ERL_LIBS: '/usr/lib/x86_64-linux-gnu',
    EJABBERD_CONFIG_PATH: settings,
    EJABBERD_LOG_PATH: join(directory, 'ejabberd.log'),
    HOME: directory,
  };
  return spawn('erl', [...flags, '-s', 'ejabberd', '-noinput'], { env, cwd: directory, stdio: 'ignore' });
}

/** JSON is YAML. No shaper or other limit slows the clients down; like our server, it has no TLS here and logs only warnings. */
function settingsFor(port: number, postgres: URL): string {
  return JSON.stringify({
    hosts: ['localhost'],
    loglevel: 'warning',
    listen: [
      { port, ip: '127.0.0.1', module: 'ejabberd_c2s', access: 'c2s', shaper: 'none', max_stanza_size: 262_144 },
    ],
    auth_method: ['sql'],
    auth_password_format: 'plain',
    sql_type: 'pgsql',
    sql_server: '127.0.0.1',
    sql_port: Number(postgres.port),
    sql_database: DATABASE,
    sql_username: postgres.username,
    default_db: 'sql',
    access_rules: { c2s: { allow: 'all' } },
    modules: {
      mod_mam: { db_type: 'sql', default: 'always' },
      mod_muc: {
        db_type: 'sql',
        default_room_options: { mam: true, public: true, allow_change_subj: false },
        max_users: 1000,
      },
    },
  });
}

function isOpen(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = createConnection(port, '127.0.0.1', () => resolve(true));
    socket.once('error', () => resolve(false));
    socket.once('connect', () => socket.destroy());
  });
}
