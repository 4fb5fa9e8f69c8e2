import type { CompletedPart } from '@aws-sdk/client-s3';

import { AppError } from '../../platform/errors/app-error.js';
import type { S3Bucket } from './s3-bucket.js';

/** Milliseconds. S3 may take long to put parts together. */
const JOINED_WITHIN = 20_000;
/** Milliseconds for a call without bytes. */
const ANSWERED_WITHIN = 4_000;

export interface MultipartUpload {
  Bucket: string;
  Key: string;
  UploadId: string | undefined;
}

/**
 * Makes the parts of a multipart upload an object. When the answer to an earlier attempt was lost, S3 does not know the upload any more; then
 * it was completed if the object is there.
 * @param size bytes that the object must have then; any number by default, for a key that nothing else is stored under
 * @throws AppError media.not_found when the upload was aborted, media.storage_unavailable
 */
export async function completeUpload(
  bucket: S3Bucket,
  upload: MultipartUpload,
  Parts: CompletedPart[],
  size?: number,
): Promise<void> {
  try {
    await bucket.call(JOINED_WITHIN, (s3, options) =>
      s3.completeMultipartUpload({ ...upload, MultipartUpload: { Parts } }, options),
    );
  } catch (error) {
    if (!isNotFound(error)) throw error;
    const length = await lengthOf(bucket, upload);
    if (length === null || length !== (size ?? length)) throw error;
  }
}

/** Removes the parts of a multipart upload. Does nothing when S3 does not know it any more. */
export async function abortUpload(bucket: S3Bucket, upload: MultipartUpload): Promise<void> {
  try {
    await bucket.call(ANSWERED_WITHIN, (s3, options) => s3.abortMultipartUpload(upload, options));
  } catch (error) {
    if (!isNotFound(error)) throw error;
  }
}

/** Bytes of an object; null when there is none. */
async function lengthOf(bucket: S3Bucket, { Bucket, Key }: MultipartUpload): Promise<number | null> {
  try {
    const found = await bucket.call(ANSWERED_WITHIN, (s3, options) => s3.headObject({ Bucket, Key }, options));
    return found.ContentLength ?? 0;
  } catch (error) {
    if (isNotFound(error)) return null;
    throw error;
  }
}

const isNotFound = (error: unknown): boolean => error instanceof AppError && error.code === 'media.not_found';
