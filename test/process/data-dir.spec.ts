import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';

import { definition } from '../../ormconfig.js';
import { readConfig } from '../../src/platform/config/config.js';
import { Database, databaseOptions } from '../../src/platform/database/database.js';

let dataDir: string;

beforeEach(() => {
  dataDir = mkdtempSync(join(tmpdir(), 'parley-data-dir-'));
});

afterEach(() => [dataDir, `${dataDir}.mjs`].forEach((path) => rmSync(path, { recursive: true, force: true })));

/** A test may start the database several times, on a machine that may be busy. */
jest.setTimeout(120_000);

describe('the data directory', () => {
  it('refuses a second process without changing a file, and accepts it when the first has closed', async () => {
    const first = await open();
    const before = snapshot();

    const refused = await openInAnotherProcess();
    expect(refused.exitCode).toBe(1);
    expect(refused.said).toContain(`${resolve(dataDir)} is in use by another Parley (process ${process.pid})`);
    expect(snapshot()).toEqual(before);

    await first.destroy();
    expect(await openInAnotherProcess()).toMatchObject({ exitCode: 0 });
  });

  it('refuses a second server in the same process', async () => {
    const first = await open();
    await expect(open()).rejects.toThrow('is in use by another Parley');
    await first.destroy();
    await (await open()).destroy();
  });

  it('keeps every acknowledged row after kill -9, and can be opened at once', async () => {
    const child = start(`
      await database.query('CREATE TABLE acknowledged (number integer)');
      for (let number = 1; ; number++) {
        await database.query('INSERT INTO acknowledged VALUES ($1)', [number]);
        process.stdout.write(number + '\\n');
      }`);
    const said = await linesOf(child, 50);
    child.kill('SIGKILL');
    await once(child, 'close');
    const acknowledged = Number(said().at(-1));

    const database = await open();
    const rows = await database.query<{ number: number }[]>('SELECT number FROM acknowledged ORDER BY number');
    await database.destroy();
    // One more row may have been written and not acknowledged.
    expect([0, 1]).toContain(rows.length - acknowledged);
    expect(rows.at(-1)!.number).toBe(rows.length);
  });

  it('ends the process with a plain error when the disk is full, and keeps every acknowledged row', async () => {
    const child = start(
      `
      await database.query('CREATE TABLE acknowledged (text text)');
      for (;;) {
        const insert = "INSERT INTO acknowledged SELECT repeat('x', 1000) FROM generate_series(1, 1000)";
        await database.query(insert).catch(() => new Promise(() => undefined));
        process.stdout.write('1000\\n');
      }`,
      FULL_DISK_IN_WORKERS,
    );
    let said = '';
    child.stderr!.on('data', (chunk: Buffer) => (said += chunk.toString()));
    const acknowledged = await linesOf(child, 2);
    const [exitCode] = (await once(child, 'close')) as [number];
    expect(exitCode).toBe(1);
    expect(said).toMatch(
      /The embedded database has stopped: .*No space left on device\. Make room on the disk of DATA_DIR/,
    );

    const database = await open();
    const [found] = await database.query<{ rows: number }[]>('SELECT count(*)::int rows FROM acknowledged');
    await database.destroy();
    const batches = acknowledged().filter((line) => line === '1000').length;
    expect([batches, batches + 1]).toContain(found!.rows / 1000);
  });

  it('can be opened after its first start was killed', async () => {
    for (const milliseconds of [5, 40, 120, 250]) {
      const child = start('');
      await linesOf(child, 1);
      await new Promise((passed) => setTimeout(passed, milliseconds));
      child.kill('SIGKILL');
      await once(child, 'close');
      await (await open()).destroy();
      rmSync(dataDir, { recursive: true });
    }
  });
});

async function open(): Promise<Database> {
  const database = new Database(databaseOptions(definition, () => readConfig({ DATA_DIR: dataDir })));
  await database.initialize();
  await database.runMigrations();
  return database;
}

const preload = (code: string): string[] => ['--import', `data:text/javascript,${encodeURIComponent(code)}`];

/** Makes writing the next file of the database's log fail, as on a full disk. */
const FULL_DISK = `
  import fs from 'node:fs';
  const { writeFileSync } = fs;
  fs.writeFileSync = (path, ...more) => {
    if (!String(path).includes('xlogtemp')) return writeFileSync(path, ...more);
    throw Object.assign(new Error('ENOSPC: no space left on device, write'), { code: 'ENOSPC' });
  };`;
/** Loads `FULL_DISK` in the thread of the database, which writes the log. */
const FULL_DISK_IN_WORKERS = `
  import { syncBuiltinESMExports } from 'node:module';
  import threads from 'node:worker_threads';
  const { Worker } = threads;
  threads.Worker = class extends Worker {
    constructor(file, options) {
      super(file, { ...options, execArgv: ${JSON.stringify(preload(FULL_DISK))} });
    }
  };
  syncBuiltinESMExports();`;

/**
 * Starts a process with the built code. It prints one line, opens the database, runs `work` and closes the database.
 * @param work JavaScript that may use `database`
 * @param accident JavaScript that is loaded first
 */
function start(work: string, accident?: string): ChildProcess {
  const script = `
    import database from ${JSON.stringify(join(__dirname, '..', '..', 'dist', 'ormconfig.js'))};
    console.log('opening');
    try {
      await database.initialize();
      ${work}
      await database.destroy();
    } catch (error) {
      console.log(error.message);
      process.exit(1);
    }`;
  const flags = accident === undefined ? [] : preload(accident);
  // A file, not `--eval`, because the database's thread inherits the flags of the process.
  const file = `${dataDir}.mjs`;
  writeFileSync(file, script);
  return spawn(process.execPath, [...flags, file], {
    cwd: join(__dirname, '..', '..'),
    env: { PATH: process.env.PATH, DATA_DIR: dataDir },
    stdio: ['ignore', 'pipe', accident === undefined ? 'inherit' : 'pipe'],
  });
}

async function openInAnotherProcess(): Promise<{ exitCode: number | null; said: string }> {
  const child = start('');
  let said = '';
  child.stdout!.on('data', (chunk: Buffer) => (said += chunk.toString()));
  await once(child, 'close');
  return { exitCode: child.exitCode, said };
}

/** Waits for so many whole lines. @returns a function that returns all whole lines so far */
async function linesOf(child: ChildProcess, count: number): Promise<() => string[]> {
  let said = '';
  const lines = (): string[] => said.split('\n').slice(0, -1);
  await new Promise<void>((enough, failed) => {
    child.stdout!.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (lines().length >= count) enough();
    });
    child.once('close', () => failed(new Error(`The process ended early, having said: ${said}`)));
  });
  return lines;
}

/** Every file with its size and time of change. */
function snapshot(): string[] {
  return readdirSync(dataDir, { recursive: true, encoding: 'utf8' }).map((name) => {
    const { mtimeMs, size } = statSync(join(dataDir, name));
    return `${name} ${size} ${mtimeMs}`;
  });
}
