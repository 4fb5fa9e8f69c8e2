import type * as Sdk from '@aws-sdk/client-s3';
import type * as Presigner from '@aws-sdk/s3-request-presigner';

import type { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { StartError } from '../../platform/process/start-error.js';

/** Milliseconds until a connection is there. */
const CONNECTED_WITHIN = 1_500;
/** Milliseconds for which a connection may carry no byte. A client that reads slowly makes the server read slowly, too. */
const SILENT_FOR = 60_000;
/** Attempts of one call, with a pause between them that grows from 0.1 s. */
const ATTEMPTS = 3;
const CONNECTIONS = 200;
/** Seconds after which a client may try again. */
const BACK_AFTER = 5;

/** What makes a call end in time. It is the last argument of every call of the SDK. */
interface CallOptions {
  abortSignal: AbortSignal;
}

/** A bucket of S3, or of a server that speaks its protocol. Every call ends in time, and fails as an AppError. */
export class S3Bucket {
  private constructor(
    readonly name: string,
    private readonly s3: Sdk.S3,
    private readonly sdk: typeof Sdk,
    private readonly presigner: typeof Presigner,
  ) {}

  /** Loads the SDK, which takes a third of a second, and connects to nothing yet. @throws StartError when a setting is missing */
  static async open(config: Config): Promise<S3Bucket> {
    const { S3_BUCKET: bucket, S3_ACCESS_KEY_ID: accessKeyId, S3_SECRET_ACCESS_KEY: secretAccessKey } = config;
    if (bucket === undefined || accessKeyId === undefined || secretAccessKey === undefined) {
      throw new StartError('Storing media in S3 requires S3_BUCKET, S3_ACCESS_KEY_ID and S3_SECRET_ACCESS_KEY.');
    }
    const [sdk, presigner] = await Promise.all([import('@aws-sdk/client-s3'), import('@aws-sdk/s3-request-presigner')]);
    const s3 = new sdk.S3({
      region: config.S3_REGION,
      endpoint: config.S3_ENDPOINT,
      forcePathStyle: config.S3_FORCE_PATH_STYLE,
      credentials: { accessKeyId, secretAccessKey },
      maxAttempts: ATTEMPTS,
      // Servers other than S3 itself refuse the newer checksums. The signature covers the bytes that are sent.
      requestChecksumCalculation: 'WHEN_REQUIRED',
      responseChecksumValidation: 'WHEN_REQUIRED',
      expectContinueHeader: false,
      requestHandler: {
        connectionTimeout: CONNECTED_WITHIN,
        socketTimeout: SILENT_FOR,
        httpAgent: { maxSockets: CONNECTIONS },
        httpsAgent: { maxSockets: CONNECTIONS },
      },
    });
    return new S3Bucket(bucket, s3, sdk, presigner);
  }

  /**
   * Makes one call of the SDK. It is aborted when it has no answer in time; reading the body of the answer may take longer.
   * @param ms for all attempts together
   * @throws AppError media.not_found, media.storage_unavailable
   */
  async call<Answer>(ms: number, work: (s3: Sdk.S3, options: CallOptions) => Promise<Answer>): Promise<Answer> {
    const controller = new AbortController();
    const tooLate = setTimeout(() => controller.abort(), ms);
    try {
      return await work(this.s3, { abortSignal: controller.signal });
    } catch (error) {
      throw asMediaError(error);
    } finally {
      clearTimeout(tooLate);
    }
  }

  /** An address for one GET. @param answer the headers of its answer */
  addressToRead(key: string, answer: { [header: string]: string }, seconds: number): Promise<string> {
    const command = new this.sdk.GetObjectCommand({ Bucket: this.name, Key: key, ...answer });
    return this.presigner.getSignedUrl(this.s3, command, { expiresIn: seconds });
  }

  /** An address for one PUT of a part. @param size bytes; S3 refuses any other number, because the signature covers it */
  addressToSend(
    part: { Key: string; UploadId: string; PartNumber: number },
    size: number,
    seconds: number,
  ): Promise<string> {
    const command = new this.sdk.UploadPartCommand({ Bucket: this.name, ...part, ContentLength: size });
    const signableHeaders = new Set(['content-length']);
    return this.presigner.getSignedUrl(this.s3, command, { expiresIn: seconds, signableHeaders });
  }

  close(): void {
    this.s3.destroy();
  }
}

function asMediaError(cause: unknown): AppError {
  const { name, $metadata } = cause as { name?: string; $metadata?: { httpStatusCode?: number } };
  if ($metadata?.httpStatusCode === 404 && name !== 'NoSuchBucket') return new AppError('media.not_found', { cause });
  return unavailable(cause);
}

/** The error for a storage that does not answer, or refuses what this server may do. */
export function unavailable(cause: unknown): AppError {
  return new AppError('media.storage_unavailable', { cause, retryAfter: BACK_AFTER });
}
