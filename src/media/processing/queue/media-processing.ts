import { createReadStream } from 'node:fs';
import { mkdir, mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { join, resolve } from 'node:path';

import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { ErrorCode } from '../../../contract/errors.js';
import { Config } from '../../../platform/config/config.js';
import { asAppError } from '../../../platform/errors/app-error.js';
import { newId } from '../../../platform/process/new-id.js';
import { MediaContent, MediaObject } from '../../media.entity.js';
import { MediaStorage } from '../../storage/media-storage.js';
import { ATTEMPTS, type ClaimedJob, MediaJobs, type Result } from './media-jobs.js';
import { MediaProcessor } from '../child/media-processor.js';
import { LimitError, type Processed, type ProcessedFile } from '../processed.js';
import { ProcessedMedia } from './processed-media.js';

/** What stops every job, and ends by itself or by an operator. */
const PASSING = new Set<ErrorCode>(['media.storage_unavailable', 'storage.full', 'overloaded']);

/** How often a file may take too much memory or time. The second time shows that it is the file and not the machine. */
const LIMIT_KILLS = 2;

/** Milliseconds: longer than any job takes. */
const LEFT_BEHIND_AFTER = 60 * 60 * 1000;

type NewObject = Omit<MediaObject, 'contentId' | 'content'>;

/** Carries out one job: processes the content, stores the result, and shows it in the messages that carry it. */
@Injectable()
export class MediaProcessing implements OnModuleInit {
  private readonly logger = new Logger(MediaProcessing.name);
  private readonly results: string;

  constructor(
    private readonly jobs: MediaJobs,
    private readonly storage: MediaStorage,
    private readonly processor: MediaProcessor,
    private readonly processed: ProcessedMedia,
    private readonly database: DataSource,
    config: Config,
  ) {
    this.results = resolve(config.DATA_DIR, 'processing');
  }

  /** Removes what a killed server left. Recent directories may be in use by another node. */
  async onModuleInit(): Promise<void> {
    await mkdir(this.results, { recursive: true, mode: 0o700 });
    for (const name of await readdir(this.results)) {
      const path = join(this.results, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < Date.now() - LEFT_BEHIND_AFTER) await rm(path, { recursive: true, force: true });
    }
  }

  /**
   * Never throws: a failure puts the job back.
   * @returns false when other jobs would fail for the same reason: the storage or the database is away, or a disk is full
   */
  async carryOut(job: ClaimedJob): Promise<boolean> {
    const renewal = this.jobs.keep(job);
    try {
      // A job that ended the server each time it was begun has no failure of its own.
      if (job.attempts > ATTEMPTS) throw new Error('the server ended during each attempt');
      if (!job.processedAt) await this.process(job);
      await this.processed.show(job.contentId);
      await this.jobs.shown(job);
      return true;
    } catch (error) {
      const isPassing = PASSING.has(asAppError(error).code);
      await this.putBack(job, error, isPassing);
      return !isPassing;
    } finally {
      clearInterval(renewal);
    }
  }

  private async process(job: ClaimedJob): Promise<void> {
    const { manager } = this.database;
    const content = await manager.findOneBy(MediaContent, { id: job.contentId });
    if (!content) return; // its last upload was removed
    const upload = await manager.findOneBy(MediaObject, { contentId: content.id, variant: 'upload' });
    if (!upload) throw new Error('the content has no upload');
    const directory = await mkdtemp(join(this.results, 'job-'));
    try {
      const copy = await this.storage.fetch(upload.id);
      const { kind, mimeType, purpose } = content;
      const processed = await this.processor
        .process({ path: copy.path, kind, mimeType, purpose, into: directory })
        .catch((error: unknown) => this.rejectedAtLimit(job, error))
        .finally(() => copy.release());
      if (processed.status === 'rejected') return await this.remove(await this.jobs.reject(job, processed.reason));
      const { files, width, height, duration, placeholder, waveform } = processed;
      const measures = { width, height, duration, placeholder, waveform: waveform && Buffer.from(waveform) };
      await this.store(job, upload, files, measures);
    } finally {
      await rm(directory, { recursive: true, force: true });
    }
  }

  /** @throws the error, unless the file has taken too much memory or time before */
  private rejectedAtLimit({ contentId, limitKills }: ClaimedJob, error: unknown): Processed {
    if (!(error instanceof LimitError) || limitKills + 1 < LIMIT_KILLS) throw error;
    this.logger.warn({ err: error, contentId }, 'an upload is rejected, because it takes too much to process');
    return { status: 'rejected', reason: 'too_complex' };
  }

  private async store(
    job: ClaimedJob,
    upload: MediaObject,
    files: ProcessedFile[],
    content: Result['content'],
  ): Promise<void> {
    const added: NewObject[] = [];
    try {
      for (const file of files) added.push(await this.keep(file));
    } catch (error) {
      await this.remove(added.map(({ id }) => id));
      throw error;
    }
    // What the processor does not replace is served as it was uploaded.
    const isReplaced = files.some(({ variant }) => variant === 'original');
    const objects = isReplaced ? added : [...added, asOriginal(upload, content)];
    // When this fails, it may be committed all the same. If it is not, the sweep removes the new objects.
    const unnamed = await this.jobs.store(job, { content, objects });
    // When the lease was lost, these are the objects of this result. The upload is not among them: another node may have made it the original.
    await this.remove(unnamed.filter((id) => isReplaced || id !== upload.id));
  }

  private async keep({ path, variant, mimeType, width, height }: ProcessedFile): Promise<NewObject> {
    const id = newId();
    const stored = await this.storage.store(createReadStream(path) as AsyncIterable<Buffer>, Infinity);
    try {
      await this.storage.keep({ ...stored, mimeType }, id);
    } finally {
      await this.storage.drop(stored);
    }
    return { id, variant, mimeType, size: stored.size, sha256: stored.sha256, width, height };
  }

  /** Bytes that cannot be removed now are removed by the sweep. */
  private async remove(ids: string[]): Promise<void> {
    for (const id of ids) await this.storage.remove(id).catch(() => undefined);
  }

  private async putBack(job: ClaimedJob, error: unknown, isPassing: boolean): Promise<void> {
    const message = error instanceof Error ? error.message : String(error);
    const { contentId, attempts } = job;
    this.logger.warn({ err: error, contentId, attempts }, 'an upload could not be processed');
    try {
      if (isPassing) return await this.jobs.postpone(job, message.slice(0, 500));
      const isGivenUp = await this.jobs.putBack(job, message.slice(0, 500), error instanceof LimitError);
      if (isGivenUp) await this.processed.show(contentId);
    } catch (err) {
      // The lease passes, and the job is due again.
      this.logger.warn({ err, contentId }, 'the failure could not be stored');
    }
  }
}

const asOriginal = (upload: MediaObject, { width = null, height = null }: Result['content']): NewObject => {
  const { id, mimeType, size, sha256 } = upload;
  return { id, variant: 'original', mimeType, size, sha256, width, height };
};
