import { Readable } from 'node:stream';

import type * as Sdk from '@aws-sdk/client-s3';
import type { Configstore } from '@tus/file-store';
import { DataStore, type Upload } from '@tus/server';
import { isUUID } from 'class-validator';

import { Slots } from '../../platform/concurrency/slots.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type S3Bucket, unavailable } from '../storage/s3-bucket.js';
import { joinedPieces, type StoredPiece } from './joined-pieces.js';
import type { Pieces } from './pieces.js';

const MIB = 1024 * 1024;
/** Bytes of an object, at most: what a request holds in memory. */
const PIECE = 4 * MIB;
/** Bytes. A shorter piece at the end is stored again together with what follows, so that tiny requests do not leave many objects. */
const SHORT = MIB;
/** Pieces sent at once, of all uploads together, and milliseconds for which others wait. */
const AT_ONCE = 4;
const WAITS_FOR = 60_000;
/** Milliseconds for a call without bytes. */
const ANSWERED_WITHIN = 4_000;
/** Milliseconds for sending or reading a piece, at 200 KB/s. */
const sentWithin = (bytes: number): number => 5_000 + bytes / 200;
const REMOVED_AT_ONCE = 10;
const FOLDER = 'resumable/';

/**
 * Stores what has arrived of each resumable upload in the bucket, as objects named by their first byte and their length. So every node knows
 * how much has arrived, and two nodes that write the same upload at the same time cannot take anything from each other.
 */
export class S3Pieces extends DataStore implements Pieces {
  private readonly slots = new Slots(AT_ONCE, WAITS_FOR);

  constructor(
    private readonly bucket: S3Bucket,
    private readonly uploads: Configstore,
    private readonly expiresAfter: number,
  ) {
    super();
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  prepare(): Promise<void> {
    return Promise.resolve();
  }

  override create(upload: Upload): Promise<Upload> {
    return Promise.resolve(upload);
  }

  override getExpiration(): number {
    return this.expiresAfter;
  }

  override async getUpload(id: string): Promise<Upload> {
    const upload = await this.uploads.get(id);
    if (!upload) throw new AppError('media.not_found');
    upload.offset = joinedPieces(await this.piecesOf(id)).length;
    return upload;
  }

  /**
   * Appends what arrives, also when the connection is cut. It is in S3 before the client gets its answer.
   * @returns the new length
   * @throws AppError media.storage_unavailable, overloaded; whatever the stream throws
   */
  override async write(arriving: Readable, id: string, offset: number): Promise<number> {
    const short = (await this.piecesOf(id)).find(({ start, size }) => start + size === offset && size < SHORT);
    let start = short?.start ?? offset;
    let held = short ? [await this.bytesOf(id, short)] : [];
    let size = short?.size ?? 0;
    const store = async (): Promise<void> => {
      const bytes = held;
      // Another node may have ended the upload. What was stored since then is removed by the sweep.
      if (!(await this.uploads.get(id))) throw new AppError('media.not_found');
      if (start + size > offset) await this.put(id, start, bytes);
      [start, held, size] = [start + size, [], 0];
    };

    let cut: unknown;
    for await (const chunk of untilCut(arriving, (error) => (cut = error))) {
      held.push(chunk);
      size += chunk.length;
      if (size >= PIECE) await store();
    }
    await store();
    if (short && start > offset) await this.removeObjects([nameOf(id, short)]).catch(() => undefined);
    if (cut !== undefined) throw cut as Error;
    return start;
  }

  async read(id: string): Promise<Readable> {
    const { ranges } = joinedPieces(await this.piecesOf(id));
    const one = (piece: StoredPiece, from: number) => this.bytesOf(id, piece, from);
    async function* bytes(): AsyncGenerator<Buffer> {
      for (const { piece, from } of ranges) yield await one(piece, from);
    }
    return Readable.from(bytes(), { objectMode: false });
  }

  override async remove(id: string): Promise<void> {
    const pieces = await this.piecesOf(id);
    await this.removeObjects(pieces.map((piece) => nameOf(id, piece)));
  }

  async *begunBefore(time: Date): AsyncGenerator<string> {
    let last: string | undefined;
    for await (const { Key = '', LastModified } of this.list(FOLDER)) {
      const id = Key.split('/')[1] ?? '';
      if (id !== last && isUUID(id) && LastModified && LastModified < time) yield (last = id);
    }
  }

  private async put(id: string, start: number, held: Buffer[]): Promise<void> {
    await this.slots.run(async () => {
      const Body = Buffer.concat(held);
      const target = { Bucket: this.bucket.name, Key: nameOf(id, { start, size: Body.length }), Body };
      await this.bucket.call(sentWithin(Body.length), (s3, options) => s3.putObject(target, options));
    });
  }

  /**
   * @param from the first byte of the piece that is needed
   * @throws AppError media.storage_unavailable, also when another node has meanwhile joined this piece with the next one; a retry reads the joined piece
   */
  private async bytesOf(id: string, piece: StoredPiece, from = 0): Promise<Buffer> {
    const target = { Bucket: this.bucket.name, Key: nameOf(id, piece) };
    const bytes = await this.bucket
      .call(sentWithin(piece.size), async (s3, options) => {
        const { Body } = await s3.getObject(target, options);
        return Buffer.from((await Body?.transformToByteArray()) ?? []);
      })
      .catch((error: unknown) => {
        throw unavailable(error);
      });
    if (bytes.length !== piece.size) throw unavailable(new Error(`a piece has ${bytes.length} bytes`));
    return bytes.subarray(from);
  }

  private async piecesOf(id: string): Promise<StoredPiece[]> {
    const found: StoredPiece[] = [];
    for await (const { Key = '' } of this.list(`${FOLDER}${id}/`)) {
      const [, start, size] = /\/(\d+)-(\d+)$/.exec(Key) ?? [];
      if (size !== undefined) found.push({ start: Number(start), size: Number(size) });
    }
    return found;
  }

  private async *list(Prefix: string): AsyncGenerator<Sdk._Object> {
    let ContinuationToken: string | undefined;
    do {
      const asked = { Bucket: this.bucket.name, Prefix, ContinuationToken };
      const page = await this.bucket.call(ANSWERED_WITHIN, (s3, options) => s3.listObjectsV2(asked, options));
      yield* page.Contents ?? [];
      ContinuationToken = page.IsTruncated ? page.NextContinuationToken : undefined;
    } while (ContinuationToken !== undefined);
  }

  private async removeObjects(names: string[]): Promise<void> {
    for (let first = 0; first < names.length; first += REMOVED_AT_ONCE) {
      const some = names.slice(first, first + REMOVED_AT_ONCE);
      await Promise.all(
        some.map((Key) =>
          this.bucket.call(ANSWERED_WITHIN, (s3, options) =>
            s3.deleteObject({ Bucket: this.bucket.name, Key }, options),
          ),
        ),
      );
    }
  }
}

/** Numbers have the same width, so that a list is in the order of the bytes. */
function nameOf(id: string, { start, size }: StoredPiece): string {
  return `${FOLDER}${id}/${String(start).padStart(13, '0')}-${size}`;
}

/** What a stream gives until it ends or fails, so that what arrived before a failure can be stored. */
async function* untilCut(arriving: Readable, onCut: (error: unknown) => void): AsyncGenerator<Buffer> {
  try {
    yield* arriving as AsyncIterable<Buffer>;
  } catch (error) {
    onCut(error);
  }
}
