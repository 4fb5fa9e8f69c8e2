import { ADDRESS_VALID_FOR, type DirectUpload, type DirectUploads, placeOf } from './media-storage.js';
import { type S3Bucket, unavailable } from './s3-bucket.js';

/** Milliseconds. S3 may take long to put parts together. */
const ANSWERED_WITHIN = 20_000;

/** Multipart uploads of S3 whose parts are sent by clients. */
export class S3DirectUploads implements DirectUploads {
  constructor(private readonly bucket: S3Bucket) {}

  async begin(key: string, mimeType: string): Promise<DirectUpload> {
    const target = { Bucket: this.bucket.name, Key: placeOf(key), ContentType: mimeType };
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
    const Parts = etags.map((ETag, place) => ({ ETag, PartNumber: place + 1 }));
    await this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
      s3.completeMultipartUpload({ ...this.at(upload), MultipartUpload: { Parts } }, options),
    );
  }

  async abort(upload: DirectUpload): Promise<void> {
    await this.bucket.call(ANSWERED_WITHIN, (s3, options) => s3.abortMultipartUpload(this.at(upload), options));
  }

  private at({ key, uploadId }: DirectUpload): { Bucket: string; Key: string; UploadId: string } {
    return { Bucket: this.bucket.name, Key: placeOf(key), UploadId: uploadId };
  }
}
