import { mkdtemp, readdir, rm } from 'node:fs/promises';
import { getPriority, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';

import sharp from 'sharp';

import { ProcessingPool } from '../src/media/processing/child/processing-pool.js';
import { LimitError, type Processed, ProcessingError } from '../src/media/processing/processed.js';
import { itUnless } from './support/it-unless.js';
import { fixture } from './support/media-fixtures.js';
import { childrenRunning, read } from './support/processes.js';

const LIMITS = { jobMs: 60_000, bytes: 1_000_000_000, idleMs: 60_000, waiting: 20 };
const noProc = process.platform !== 'linux' && 'no /proc';

let into: string;
let slow: string;
let pool: ProcessingPool;

beforeAll(async () => {
  into = await mkdtemp(join(tmpdir(), 'parley-media-'));
  // Its frames take some seconds.
  const noise = { type: 'gaussian', mean: 128, sigma: 60 } as const;
  const frame = await sharp({ create: { width: 700, height: 700, channels: 3, background: '#888', noise } })
    .png()
    .toBuffer();
  slow = join(into, 'slow.webp');
  await sharp(Array<Buffer>(60).fill(frame), { join: { animated: true } })
    .webp({ effort: 0 })
    .toFile(slow);
}, 60_000);

afterEach(() => pool.close());
afterAll(() => rm(into, { recursive: true }));

const workers = (): number[] => childrenRunning('processing-worker');
const results = async (): Promise<string[]> => (await readdir(into)).filter((name) => name !== 'slow.webp');

function run(path: string, mimeType: string): Promise<Processed> {
  return pool.run({ path, kind: 'image', mimeType, purpose: 'message', into });
}

/** A job that takes some seconds, and what it will have failed of. */
function runSlow(): Promise<unknown> {
  return run(slow, 'image/webp').then(
    () => 'it did not fail',
    (error: unknown) => error,
  );
}

async function runs(): Promise<void> {
  const processed = await run(fixture('orientation-1.jpg'), 'image/jpeg');
  if (processed.status !== 'ready') throw new Error(processed.reason);
  for (const { path } of processed.files) await rm(path);
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await sleep(10);
}

describe('the processes that decode', () => {
  itUnless(noProc, 'are replaced when they are killed, and the job fails without a trace', async () => {
    pool = new ProcessingPool(1, LIMITS);
    expect(workers()).toEqual([]);
    const failure = runSlow();
    await until(() => workers().length === 1);
    process.kill(workers()[0]!, 'SIGKILL');
    expect(await failure).toBeInstanceOf(ProcessingError);
    expect(await failure).not.toBeInstanceOf(LimitError);
    expect(String(await failure)).toContain('SIGKILL');
    expect(await results()).toEqual([]);
    await runs();
  });

  it('are killed when a job takes too long', async () => {
    const limits = { ...LIMITS };
    pool = new ProcessingPool(1, limits);
    await runs();
    limits.jobMs = 300;
    const failure = await runSlow();
    expect(failure).toBeInstanceOf(LimitError);
    expect(String(failure)).toContain('longer than 300 ms');
    expect(await results()).toEqual([]);
    limits.jobMs = LIMITS.jobMs;
    await runs();
  });

  itUnless(noProc, 'are killed when they take too much memory', async () => {
    const limits = { ...LIMITS, bytes: 1_000_000 };
    pool = new ProcessingPool(1, limits);
    const failure = await runSlow();
    expect(failure).toBeInstanceOf(LimitError);
    expect(String(failure)).toContain('1000000 bytes of memory');
    limits.bytes = LIMITS.bytes;
    await runs();
  });

  itUnless(noProc, 'are no more than asked for, yield to the server, and hold none of its secrets', async () => {
    process.env.JWT_SECRET = 'the secret of the server';
    pool = new ProcessingPool(2, LIMITS);
    expect(workers()).toEqual([]);
    await Promise.all(Array.from({ length: 6 }, runs));
    expect(workers()).toHaveLength(2);
    for (const pid of workers()) {
      expect(getPriority(pid)).toBe(10);
      expect(read(pid, 'environ')).toContain('PATH=');
      expect(read(pid, 'environ')).not.toContain('JWT_SECRET');
    }
    delete process.env.JWT_SECRET;
  });

  itUnless(noProc, 'end when there is nothing to do, and start again', async () => {
    pool = new ProcessingPool(1, { ...LIMITS, idleMs: 50 });
    await runs();
    await until(() => workers().length === 0);
    await runs();
  });

  it('refuse more jobs than may wait', async () => {
    pool = new ProcessingPool(1, { ...LIMITS, waiting: 1 });
    const ended = await Promise.allSettled([runs(), runs(), runs()]);
    expect(ended.map(({ status }) => status)).toEqual(['fulfilled', 'fulfilled', 'rejected']);
    await runs();
  });

  itUnless(noProc, 'end when the server stops, and so do their jobs', async () => {
    pool = new ProcessingPool(1, LIMITS);
    const [first, second] = [runSlow(), runSlow()];
    await until(() => workers().length === 1);
    await pool.close();
    expect(workers()).toEqual([]);
    expect(String(await first)).toContain('the server stops');
    expect(await second).toMatchObject({ message: 'the server stops' });
    expect(await results()).toEqual([]);
  });

  it('report a full disk as a failure, and not as a broken file', async () => {
    pool = new ProcessingPool(1, LIMITS);
    const nowhere = join(into, 'nowhere');
    const job = { path: fixture('orientation-1.jpg'), kind: 'image', mimeType: 'image/jpeg', into: nowhere } as const;
    await expect(pool.run({ ...job, purpose: 'message' })).rejects.toThrow('ENOENT');
    await expect(pool.run({ ...job, purpose: 'avatar', path: nowhere, into })).rejects.toThrow(ProcessingError);
  });
});
