import type { Readable } from 'node:stream';

import type { OnModuleInit } from '@nestjs/common';

import type { IncomingFiles, Measured, StoredFile } from './incoming-files.js';

/** A complete file on the disk of this node, which can become an object of the storage. */
export interface LocalFile {
  path: string;
  /** Bytes. */
  size: number;
  sha256: Buffer;
  mimeType?: string;
}

/** A file that can be read by its path until it is released. */
export interface FetchedFile {
  path: string;
  /** Removes the file if it is a copy. */
  release: () => Promise<void>;
}

/** Bytes of an object, first and last included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** What an address answers, whatever was stored with the object. */
export interface ServedAs {
  contentType: string;
  disposition: string;
  /** Seconds for which the address is valid; at most `ADDRESS_VALID_FOR`. */
  seconds: number;
}

/** An object that a client sends to the storage in parts. */
export interface DirectUpload {
  key: string;
  /** The id that the storage gave it. */
  uploadId: string;
}

/**
 * Lets clients send objects to the storage without this server. Nobody has counted or hashed what they sent: `measure` the object before
 * anybody else may read it. Every method throws `media.storage_unavailable` when the storage does not answer.
 */
export interface DirectUploads {
  begin(key: string): Promise<DirectUpload>;

  /**
   * The address to which the client sends one part, with PUT, within `ADDRESS_VALID_FOR`. The answer has the ETag of the part.
   * @param part from 1 to 10,000
   * @param size bytes, of which the storage accepts no other number; 5 MiB or more, except for the last part
   */
  addressOfPart(upload: DirectUpload, part: number, size: number): Promise<string>;

  /**
   * Makes the parts an object. Does nothing when they are one already.
   * @param etags of all parts, in their order
   * @throws AppError media.not_found when it was aborted; request.invalid when an ETag is not that of its part
   */
  complete(upload: DirectUpload, etags: string[]): Promise<void>;

  /** Reads a completed object and counts and hashes it. @param limit bytes @throws AppError media.too_large, media.not_found */
  measure(key: string, limit: number): Promise<Measured>;

  /** Removes the parts that were sent, unless they are an object already. */
  abort(upload: DirectUpload): Promise<void>;

  /** Aborts what was begun before a time, also when nobody knows its id any more: a crash may leave such uploads. */
  abortBefore(time: Date): Promise<void>;
}

/** Seconds. */
export const ADDRESS_VALID_FOR = 300;

/**
 * Stores the bytes of uploads as objects. The key of an object is a UUID, and its bytes never change. Every method throws
 * `media.storage_unavailable` when the storage does not answer.
 */
export abstract class MediaStorage implements OnModuleInit {
  /** Null when clients cannot send to the storage themselves. */
  abstract readonly direct: DirectUploads | null;

  protected constructor(protected readonly incoming: IncomingFiles) {}

  async onModuleInit(): Promise<void> {
    await this.incoming.prepare();
  }

  /** Removes local files that a crash left behind. */
  forgetCutOff(now = Date.now()): Promise<void> {
    return this.incoming.forgetCutOff(now);
  }

  /**
   * Writes a stream to a local file, as fast as the disk allows. Removes the file when the stream fails.
   * @param limit bytes
   * @throws AppError media.too_large; whatever the stream throws
   */
  store(stream: AsyncIterable<Buffer>, limit: number): Promise<StoredFile> {
    return this.incoming.store(stream, limit);
  }

  /** Removes a local file. A file that `keep` has taken is not affected. */
  drop(file: LocalFile): Promise<void> {
    return this.incoming.drop(file.path);
  }

  /**
   * Makes a local file an object, and removes the local file. An object that was there is replaced. The object survives a crash of the machine
   * when this has resolved. When it fails, the local file may still be there: `drop` it.
   */
  abstract keep(file: LocalFile, key: string): Promise<void>;

  /** @throws AppError media.not_found when there is no such object */
  abstract open(key: string, range?: ByteRange): Promise<Readable>;

  /**
   * Makes an object readable by a path, for programs that need one. Nobody may write to that path.
   * @throws AppError media.not_found when there is no such object
   */
  abstract fetch(key: string): Promise<FetchedFile>;

  /**
   * An address from which a client can read the object without a token; null when the storage has none.
   * It does not check that the object exists.
   */
  abstract addressOf(key: string, served: ServedAs): Promise<string | null>;

  abstract has(key: string): Promise<boolean>;

  /** Does nothing when there is no such object. */
  abstract remove(key: string): Promise<void>;

  /** The keys of all objects written before a time. */
  abstract keptBefore(time: Date): AsyncGenerator<string>;

  /** The keys of up to `most` objects written before a time. It starts at a random place, so that each call sees other objects. */
  abstract someKeptBefore(time: Date, most: number): Promise<string[]>;

  /** Resolves when uploads can be received and stored. */
  abstract usable(): Promise<void>;
}

/** Where an object lies. Folders are named by the last two characters of the key, which are random. Its first characters are the time. */
export function placeOf(key: string): string {
  return `${key.slice(-2)}/${key}`;
}
