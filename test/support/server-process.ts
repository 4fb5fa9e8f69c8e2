import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { freePort } from '../../scripts/free-port.mjs';

const MAIN = join(__dirname, '..', '..', 'dist', 'server.mjs');

let count = 0;
let directory: string;
const started: ChildProcess[] = [];

/** Gives this test file a directory for its servers, which is removed afterwards. All its servers are ended then, even if a test failed. */
export function useServerDirectory(): void {
  beforeAll(() => (directory = mkdtempSync(join(tmpdir(), 'parley-process-'))));
  afterAll(() => {
    for (const child of started) child.kill('SIGKILL');
    rmSync(directory, { recursive: true, force: true });
  });
}

/** A path in that directory. */
export const inServerDirectory = (...names: string[]): string => join(directory, ...names);

interface StartOptions {
  /** JavaScript that runs before the server. */
  preload?: string;
  /** A file descriptor for standard output, instead of a pipe. */
  stdout?: number;
}

/** The built server in its own process, as `npm start` runs it. */
export class ServerProcess {
  out = '';
  err = '';
  readonly exit: Promise<number | null>;

  constructor(
    readonly child: ChildProcess,
    readonly dataDir: string,
    /** 0: the server chooses one. */
    private readonly port = 0,
  ) {
    child.stdout?.on('data', (chunk) => (this.out += String(chunk)));
    child.stderr?.on('data', (chunk) => (this.err += String(chunk)));
    this.exit = once(child, 'close').then(([code]) => code as number | null);
  }

  static start(env: NodeJS.ProcessEnv, { preload, stdout }: StartOptions = {}): ServerProcess {
    const dataDir = env.DATA_DIR ?? inServerDirectory(`data-${++count}`);
    const settings = { PATH: process.env.PATH, DATA_DIR: dataDir, PORT: '0', SEED_DEMO: 'false', ...env };
    const flags = preload === undefined ? [] : ['--import', preloadFile(preload)];
    const child = spawn(process.execPath, [...flags, MAIN], {
      cwd: directory,
      env: settings,
      stdio: ['ignore', stdout ?? 'pipe', 'pipe'],
    });
    started.push(child);
    return new ServerProcess(child, dataDir, Number(settings.PORT));
  }

  /** Starts it on a port that is chosen before; its output is not read. */
  static async startWithoutOutput(env: NodeJS.ProcessEnv, options: StartOptions): Promise<ServerProcess> {
    return ServerProcess.start({ ...env, PORT: String(await freePort()) }, options);
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** @returns its port */
  async ready(): Promise<number> {
    const port = () => /open http:\/\/localhost:(\d+)/.exec(this.out)?.[1];
    while (port() === undefined && this.child.exitCode === null) {
      await Promise.race([this.child.stdout && once(this.child.stdout, 'data'), this.exit]);
    }
    if (port() === undefined) throw new Error(`did not start: ${this.err}${this.out}`);
    return Number(port());
  }

  /** Waits until it answers; for a server whose output is not read. */
  async answers(): Promise<void> {
    while (!(await isUp(`${this.url}/health/live`))) {
      if (this.child.exitCode !== null) throw new Error(`did not start: ${this.err}`);
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
  }

  /** Stops it, after half a minute by force. @returns its exit code */
  async stop(signal: NodeJS.Signals = 'SIGTERM'): Promise<number | null> {
    this.child.kill(signal);
    const tooLate = setTimeout(() => this.child.kill('SIGKILL'), 30_000);
    return this.exit.finally(() => clearTimeout(tooLate));
  }
}

const isUp = (url: string): Promise<boolean> =>
  fetch(url).then(
    ({ ok }) => ok,
    () => false,
  );

function preloadFile(text: string): string {
  const path = inServerDirectory(`accident-${++count}.mjs`);
  writeFileSync(path, text);
  return path;
}
