import { open } from 'node:fs/promises';

import { Slots } from '../../platform/concurrency/slots.js';
import type { LocalFile } from './media-storage.js';
import type { S3Bucket } from './s3-bucket.js';
import { abortUpload, completeUpload } from './s3-multipart.js';

const MIB = 1024 * 1024;
/** Bytes of a part. S3 accepts 5 MiB or more for all parts but the last. */
const PART = 8 * MIB;
/** S3 accepts no more parts of one object. */
const PARTS = 10_000;
/** Parts in memory at once, of all uploads together. */
const AT_ONCE = 4;
/** Milliseconds for sending bytes: 5 s, and as long as they need at 200 KB/s. */
const sentWithin = (bytes: number): number => 5_000 + bytes / 200;
/** Milliseconds that a part waits for others. */
const WAITS_FOR = 60_000;
/** Milliseconds for a call without bytes. */
const ANSWERED_WITHIN = 20_000;

interface Target {
  Bucket: string;
  Key: string;
}

/** Writes local files to a bucket: small ones with one call, others in parts. At most 32 MiB are in memory at once. */
export class S3Uploads {
  private readonly slots = new Slots(AT_ONCE, WAITS_FOR);

  constructor(private readonly bucket: S3Bucket) {}

  /** The object appears when all of its bytes are there. A file that was there is replaced. */
  async put(file: LocalFile, name: string): Promise<void> {
    const target = { Bucket: this.bucket.name, Key: name };
    if (file.size > PART) return this.putParts(file, target);
    await this.slots.run(async () => {
      const Body = await read(file.path, 0, file.size);
      await this.bucket.call(sentWithin(file.size), (s3, options) =>
        s3.putObject({ ...target, ...described(file), Body }, options),
      );
    });
  }

  private async putParts(file: LocalFile, target: Target): Promise<void> {
    const { UploadId } = await this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
      s3.createMultipartUpload({ ...target, ...described(file) }, options),
    );
    const upload = { ...target, UploadId };
    try {
      await completeUpload(this.bucket, upload, await this.sendParts(file, upload), file.size);
    } catch (error) {
      // The sweep removes the parts that cannot be removed now.
      await abortUpload(this.bucket, upload).catch(() => null);
      throw error;
    }
  }

  /** One part after the other, so that a large file does not take all slots. */
  private async sendParts({ path, size }: LocalFile, upload: Target & { UploadId: string | undefined }) {
    const part = Math.max(PART, Math.ceil(size / PARTS / MIB) * MIB);
    const sent: { PartNumber: number; ETag?: string }[] = [];
    for (let start = 0; start < size; start += part) {
      const PartNumber = sent.length + 1;
      const { ETag } = await this.slots.run(async () => {
        const Body = await read(path, start, Math.min(part, size - start));
        return this.bucket.call(sentWithin(Body.length), (s3, options) =>
          s3.uploadPart({ ...upload, PartNumber, Body }, options),
        );
      });
      sent.push({ PartNumber, ETag });
    }
    return sent;
  }
}

/** What S3 keeps beside the bytes. The answers of this server and its addresses have headers of their own. */
function described({ mimeType = 'application/octet-stream', sha256 }: LocalFile) {
  return { ContentType: mimeType, Metadata: { sha256: sha256.toString('hex') } };
}

async function read(path: string, start: number, length: number): Promise<Buffer> {
  const file = await open(path);
  try {
    const { bytesRead, buffer } = await file.read(Buffer.allocUnsafe(length), 0, length, start);
    if (bytesRead < length)
      throw new Error(`a file became shorter while it was stored: ${bytesRead} of ${length} bytes`);
    return buffer;
  } finally {
    await file.close();
  }
}
