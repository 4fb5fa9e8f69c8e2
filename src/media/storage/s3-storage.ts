import { createWriteStream } from 'node:fs';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import type { OnApplicationShutdown } from '@nestjs/common';
import { isUUID } from 'class-validator';

import type { Config } from '../../platform/config/config.js';
import { isStorageFull } from '../../platform/database/database-errors.js';
import { AppError } from '../../platform/errors/app-error.js';
import { IncomingFiles } from './incoming-files.js';
import {
  ADDRESS_VALID_FOR,
  type ByteRange,
  type DirectUploads,
  type FetchedFile,
  type LocalFile,
  MediaStorage,
  placeOf,
  type ServedAs,
} from './media-storage.js';
import { S3Bucket, unavailable } from './s3-bucket.js';
import { S3DirectUploads } from './s3-direct-uploads.js';
import { S3Uploads } from './s3-uploads.js';

/** Milliseconds for a call without a body, less than a request to this server may take. */
const ANSWERED_WITHIN = 4_000;
/** Milliseconds, less than a readiness check may take. */
const READY_WITHIN = 1_800;
const PAGE = 1_000;
const FOREVER = 'private, max-age=31536000, immutable';

/** Stores objects in a bucket of S3. Uploads arrive on the disk of the node, in `DATA_DIR/media`, before they go there. */
export class S3Storage extends MediaStorage implements OnApplicationShutdown {
  override readonly direct: DirectUploads;
  private readonly uploads: S3Uploads;

  private constructor(
    incoming: IncomingFiles,
    readonly bucket: S3Bucket,
  ) {
    super(incoming);
    this.uploads = new S3Uploads(bucket);
    this.direct = new S3DirectUploads(bucket);
  }

  /** @throws StartError when a setting is missing */
  static async open(config: Config): Promise<S3Storage> {
    const incoming = new IncomingFiles(join(resolve(config.DATA_DIR, 'media'), 'incoming'));
    return new S3Storage(incoming, await S3Bucket.open(config));
  }

  onApplicationShutdown(): void {
    this.bucket.close();
  }

  override async keep(file: LocalFile, key: string): Promise<void> {
    await this.uploads.put(file, placeOf(key));
    await this.drop(file);
  }

  override async open(key: string, range?: ByteRange): Promise<Readable> {
    const { Body: body } = await this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
      s3.getObject({ ...this.at(key), Range: range && `bytes=${range.start}-${range.end}` }, options),
    );
    // In Node the SDK answers the response itself.
    return body as Readable;
  }

  override async fetch(key: string): Promise<FetchedFile> {
    const path = this.incoming.newCopy();
    const release = (): Promise<void> => this.incoming.drop(path);
    const bytes = await this.open(key);
    try {
      await pipeline(bytes, createWriteStream(path, { mode: 0o600, flags: 'wx' }));
      return { path, release };
    } catch (error) {
      await release();
      throw isStorageFull(error) ? error : unavailable(error);
    }
  }

  override addressOf(key: string, { contentType, disposition, seconds }: ServedAs): Promise<string> {
    const answer = {
      ResponseContentType: contentType,
      ResponseContentDisposition: disposition,
      ResponseCacheControl: FOREVER,
    };
    return this.bucket.addressToRead(placeOf(key), answer, Math.min(seconds, ADDRESS_VALID_FOR));
  }

  override async has(key: string): Promise<boolean> {
    try {
      await this.bucket.call(ANSWERED_WITHIN, (s3, options) => s3.headObject(this.at(key), options));
      return true;
    } catch (error) {
      if (!(error instanceof AppError) || error.code !== 'media.not_found') throw error;
      // The answer is the same when there is no such bucket.
      await this.answers(ANSWERED_WITHIN);
      return false;
    }
  }

  override async remove(key: string): Promise<void> {
    await this.bucket.call(ANSWERED_WITHIN, (s3, options) => s3.deleteObject(this.at(key), options));
  }

  override async *keptBefore(time: Date): AsyncGenerator<string> {
    yield* this.list(time);
  }

  override async someKeptBefore(time: Date, most: number): Promise<string[]> {
    const start = Math.floor(Math.random() * 256);
    const found: string[] = [];
    for await (const key of this.list(time, start.toString(16).padStart(2, '0'))) {
      if (found.push(key) === most) return found;
    }
    for await (const key of this.list(time)) {
      if (found.length === most || parseInt(placeOf(key), 16) >= start) return found;
      found.push(key);
    }
    return found;
  }

  override async usable(): Promise<void> {
    await Promise.all([this.incoming.usable(), this.answers(READY_WITHIN)]);
  }

  /** @throws AppError media.storage_unavailable when there is no such bucket, or when its credentials are not accepted */
  private async answers(ms: number): Promise<void> {
    const Bucket = this.bucket.name;
    await this.bucket
      .call(ms, (s3, options) => s3.headBucket({ Bucket }, options))
      .catch((error: unknown) => {
        throw unavailable(error);
      });
  }

  /** The keys of objects written before a time, page by page. Other files in the bucket are left out. @param after in the order of places */
  private async *list(time: Date, after?: string): AsyncGenerator<string> {
    const pages = { Bucket: this.bucket.name, MaxKeys: PAGE, StartAfter: after };
    let next: string | undefined;
    do {
      const from = next;
      const page = await this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
        s3.listObjectsV2({ ...pages, ContinuationToken: from }, options),
      );
      for (const { Key = '', LastModified } of page.Contents ?? []) {
        const key = Key.slice(Key.indexOf('/') + 1);
        if (isUUID(key) && Key === placeOf(key) && LastModified && LastModified < time) yield key;
      }
      next = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (next !== undefined);
  }

  private at(key: string): { Bucket: string; Key: string } {
    return { Bucket: this.bucket.name, Key: placeOf(key) };
  }
}
