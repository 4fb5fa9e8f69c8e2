import type { Readable } from 'node:stream';

import type { ListMultipartUploadsOutput, ListMultipartUploadsRequest } from '@aws-sdk/client-s3';
import { isUUID } from 'class-validator';

import { AppError, invalid } from '../../platform/errors/app-error.js';
import { type Measured, measure } from './incoming-files.js';
import { ADDRESS_VALID_FOR, type DirectUpload, type DirectUploads, placeOf } from './media-storage.js';
import { type S3Bucket, unavailable } from './s3-bucket.js';
import { abortUpload, completeUpload, type MultipartUpload } from './s3-multipart.js';

/** Milliseconds, less than a request to this server may take. */
const ANSWERED_WITHIN = 4_000;
/** Errors of S3 about the ETags that a client sent. */
const WRONG_PARTS = new Set(['InvalidPart', 'InvalidPartOrder', 'EntityTooSmall']);

/** Multipart uploads of S3 whose parts are sent by clients. */
export class S3DirectUploads implements DirectUploads {
  constructor(private readonly bucket: S3Bucket) {}

  async begin(key: string): Promise<DirectUpload> {
    // What the client says of the type is not proven. Addresses to read the object name its type anyway.
    const target = { Bucket: this.bucket.name, Key: placeOf(key), ContentType: 'application/octet-stream' };
    const { UploadId: uploadId } = await this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
      s3.createMultipartUpload(target, options),
    );
    if (uploadId === undefined) throw unavailable(new Error('S3 gave the upload no id'));
    return { key, uploadId };
  }

  addressOfPart({ key, uploadId }: DirectUpload, part: number, size: number): Promise<string> {
    const target = { Key: placeOf(key), UploadId: uploadId, PartNumber: part };
    return this.bucket.addressToSend(target, size, ADDRESS_VALID_FOR);
  }

  async complete(upload: DirectUpload, etags: string[]): Promise<void> {
    const parts = etags.map((ETag, place) => ({ ETag, PartNumber: place + 1 }));
    try {
      await completeUpload(this.bucket, this.at(upload), parts);
    } catch (error) {
      const { cause } = error as { cause?: { name?: string } };
      if (!WRONG_PARTS.has(cause?.name ?? '')) throw error;
      throw invalid('etags', 'arePartTags', 'etags must be those with which the storage answered each part');
    }
  }

  async measure(key: string, limit: number): Promise<Measured> {
    const target = { Bucket: this.bucket.name, Key: placeOf(key) };
    const { Body: body } = await this.bucket.call(ANSWERED_WITHIN, (s3, options) => s3.getObject(target, options));
    try {
      // In Node the SDK answers the response itself.
      return await measure(body as Readable, limit);
    } catch (error) {
      throw error instanceof AppError ? error : unavailable(error);
    }
  }

  abort(upload: DirectUpload): Promise<void> {
    return abortUpload(this.bucket, this.at(upload));
  }

  async abortBefore(time: Date): Promise<void> {
    for await (const upload of this.begunBefore(time)) await abortUpload(this.bucket, upload);
  }

  /** Uploads of objects with keys of ours. Others in the bucket are left out. */
  private async *begunBefore(time: Date): AsyncGenerator<MultipartUpload> {
    const Bucket = this.bucket.name;
    let next: Pick<ListMultipartUploadsRequest, 'KeyMarker' | 'UploadIdMarker'> | null = {};
    while (next) {
      const asked: ListMultipartUploadsRequest = { Bucket, ...next };
      const page: ListMultipartUploadsOutput = await this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
        s3.listMultipartUploads(asked, options),
      );
      for (const { Key = '', UploadId, Initiated } of page.Uploads ?? []) {
        const key = Key.slice(Key.indexOf('/') + 1);
        if (isUUID(key) && Key === placeOf(key) && Initiated && Initiated < time) yield { Bucket, Key, UploadId };
      }
      const { NextKeyMarker: KeyMarker, NextUploadIdMarker: UploadIdMarker } = page;
      next = page.IsTruncated ? { KeyMarker, UploadIdMarker } : null;
    }
  }

  private at({ key, uploadId }: DirectUpload): MultipartUpload {
    return { Bucket: this.bucket.name, Key: placeOf(key), UploadId: uploadId };
  }
}
