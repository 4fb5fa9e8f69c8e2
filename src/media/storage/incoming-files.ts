import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, readdir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { AppError } from '../../platform/errors/app-error.js';
import { HEAD_BYTES } from '../media-type.js';

/** What is found out about bytes while they are read once. */
export interface Measured {
  /** Bytes, counted. */
  size: number;
  sha256: Buffer;
  /** The first bytes, enough to detect the type. */
  head: Buffer;
}

/** A received file. */
export interface StoredFile extends Measured {
  path: string;
}

/** Milliseconds: longer than a form takes of which this is the first file, and longer than anybody works with a copy. */
const CUT_OFF_AFTER = 2 * 60 * 60 * 1000;

/** The files on the disk of this node that are not objects of the storage: uploads that arrive, and copies of objects. */
export class IncomingFiles {
  constructor(private readonly folder: string) {}

  async prepare(): Promise<void> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    await this.forgetCutOff();
  }

  /**
   * Removes files that have not grown for two hours, and copies of that age: a crash left them. Newer ones may still be used, also by another
   * node.
   */
  async forgetCutOff(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.folder)) {
      const path = join(this.folder, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < now - CUT_OFF_AFTER) await rm(path, { force: true });
    }
  }

  /** Writes a stream to a new file, and counts and hashes it. @param limit bytes @throws AppError media.too_large; whatever the stream throws */
  async store(stream: AsyncIterable<Buffer>, limit: number): Promise<StoredFile> {
    const path = join(this.folder, randomUUID());
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        return { path, ...(await write(file, stream, limit)) };
      } finally {
        await file.close();
      }
    } catch (error) {
      await this.drop(path);
      throw error;
    }
  }

  /** The path for the copy of an object. */
  newCopy(): string {
    return join(this.folder, `copy-${randomUUID()}`);
  }

  async drop(path: string): Promise<void> {
    await rm(path, { force: true });
  }

  /** Resolves when a file can be written. It writes content too, because a full disk often still has room for an empty file. */
  async usable(): Promise<void> {
    const path = join(this.folder, randomUUID());
    try {
      await writeFile(path, '.', { mode: 0o600 });
    } finally {
      await this.drop(path);
    }
  }
}

async function write(file: FileHandle, stream: AsyncIterable<Buffer>, limit: number): Promise<Measured> {
  const measured = await measure(stream, limit, (chunk) => file.writeFile(chunk));
  await file.sync();
  return measured;
}

/** Reads a stream and counts and hashes it. @param limit bytes @throws AppError media.too_large; whatever the stream and `use` throw */
export async function measure(
  stream: AsyncIterable<Buffer>,
  limit: number,
  use?: (chunk: Buffer) => Promise<void>,
): Promise<Measured> {
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new AppError('media.too_large', { params: { limit } });
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
    hash.update(chunk);
    await use?.(chunk);
  }
  return { size, sha256: hash.digest(), head };
}
