import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

import { Logger } from '@nestjs/common';
import type { DataSource } from 'typeorm';

import type { Config } from '../../../platform/config/config.js';
import type { MediaStorage } from '../../storage/media-storage.js';
import type { MediaProcessor } from '../child/media-processor.js';
import { LimitError, ProcessingError } from '../processed.js';
import type { ClaimedJob, MediaJobs } from './media-jobs.js';
import { MediaProcessing } from './media-processing.js';
import type { ProcessedMedia } from './processed-media.js';

const JOB: ClaimedJob = { contentId: 'content', lease: 'lease', attempts: 1, processedAt: null, limitKills: 0 };

/** Carries out a job whose process fails. @returns what became of it: the calls of the queue and of the storage */
async function outcome(job: Partial<ClaimedJob>, failure: Error): Promise<unknown[]> {
  const calls: unknown[] = [];
  const hear =
    <Result>(name: string, result: Result) =>
    (_: unknown, ...args: unknown[]) => {
      calls.push([name, ...args]);
      return Promise.resolve(result);
    };
  const jobs = {
    keep: () => undefined,
    reject: hear('reject', ['upload']),
    putBack: hear('putBack', false),
    shown: hear('shown', null),
  };
  const storage = {
    fetch: () => Promise.resolve({ path: '/upload', release: () => undefined }),
    remove: (id: string) => Promise.resolve(calls.push(['remove', id])),
  };
  const processing = new MediaProcessing(
    jobs as unknown as MediaJobs,
    storage as unknown as MediaStorage,
    { process: () => Promise.reject(failure) } as unknown as MediaProcessor,
    { show: () => Promise.resolve() } as unknown as ProcessedMedia,
    { manager: { findOneBy: () => Promise.resolve({ id: 'row' }) } } as unknown as DataSource,
    { DATA_DIR: await mkdtemp(join(tmpdir(), 'parley-queue-')) } as Config,
  );
  await processing.onModuleInit();
  await processing.carryOut({ ...JOB, ...job });
  return calls;
}

beforeAll(() => {
  Logger.overrideLogger(false);
});

describe('a file that takes more memory or time than it may', () => {
  const failure = new LimitError('it took longer than 180000 ms');

  it('is tried again once, and then rejected, and its bytes are removed', async () => {
    expect(await outcome({}, failure)).toEqual([['putBack', failure.message, true]]);
    expect(await outcome({ attempts: 2, limitKills: 1 }, failure)).toEqual([
      ['reject', 'too_complex'],
      ['remove', 'upload'],
      ['shown'],
    ]);
  });

  it('is told from one whose process or server ended otherwise', async () => {
    expect(await outcome({ attempts: 4 }, failure)).toEqual([['putBack', failure.message, true]]);
    const killed = new ProcessingError('its process ended (SIGKILL)');
    expect(await outcome({ attempts: 2, limitKills: 1 }, killed)).toEqual([['putBack', killed.message, false]]);
  });
});
