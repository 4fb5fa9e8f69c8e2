import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { HealthChecks } from '../platform/health/checks.js';
import { HEAD_BYTES } from './uploads/media-type.js';

/** A complete file on disk that has no media id yet. */
export interface StoredFile {
  path: string;
  /** Bytes, counted while storing. */
  size: number;
  sha256: Buffer;
  /** Its first bytes, enough to detect its type. */
  head: Buffer;
}

/** Bytes of a file, first and last included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** What an address in the storage answers, whatever was stored. */
export interface ServedAs {
  contentType: string;
  disposition: string;
  /** Seconds for which the address is valid. */
  seconds: number;
}

export interface LocalCopy {
  path: string;
  release(): Promise<void>;
}

/** Milliseconds: twice as long as an upload may pause. */
const CUT_OFF_AFTER = 60_000;

/** Stores uploaded files in `DATA_DIR/media`. A file is received under a random name and then moved to its media id. */
@Injectable()
export class MediaStorage implements OnModuleInit {
  private readonly root: string;
  private readonly incoming: string;

  constructor(
    config: Config,
    private readonly checks: HealthChecks,
  ) {
    this.root = resolve(config.DATA_DIR, 'media');
    this.incoming = join(this.root, 'incoming');
  }

  async onModuleInit(): Promise<void> {
    await mkdir(this.incoming, { recursive: true, mode: 0o700 });
    await this.forgetCutOff();
    this.checks.add('media', () => this.usable());
  }

  /** Removes incoming files that have not grown for a minute: a crash interrupted them. Others may still be received by another node. */
  async forgetCutOff(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < now - CUT_OFF_AFTER) await rm(path, { force: true });
    }
  }

  /**
   * Writes a stream to an incoming file, as fast as the disk allows. Removes the file when the stream fails.
   * @param limit bytes
   * @throws AppError media.too_large; whatever the stream throws
   */
  async store(stream: AsyncIterable<Buffer>, limit: number): Promise<StoredFile> {
    const path = join(this.incoming, randomUUID());
    try {
      const file = await open(path, 'wx', 0o600);
      try {
        return { path, ...(await write(file, stream, limit)) };
      } finally {
        await file.close();
      }
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    }
  }

  /** Moves an incoming file to its media id. A file that was there is replaced. */
  async keep(file: StoredFile, id: string): Promise<void> {
    const path = this.pathOf(id);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await rename(file.path, path);
  }

  /** Removes an incoming file. A file that `keep` has moved is not affected. */
  async drop(file: StoredFile): Promise<void> {
    await rm(file.path, { force: true });
  }

  /** @throws AppError media.not_found when there is no such file */
  async open(id: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.pathOf(id)).catch((cause: unknown) => {
      throw new AppError('media.not_found', { cause });
    });
    return file.createReadStream(range);
  }

  /** An address from which a client can read a file without a token; null when the storage has none. */
  addressOf(_id: string, _served: ServedAs): Promise<string | null> {
    return Promise.resolve(null);
  }

  /** A local copy of a file. Its `release` must be called. */
  async fetch(id: string): Promise<LocalCopy> {
    return { path: this.pathOf(id), release: () => Promise.resolve() };
  }

  async has(id: string): Promise<boolean> {
    return (await stat(this.pathOf(id)).catch(() => null)) !== null;
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** The ids of all files written before a time. */
  async *keptBefore(time: Date): AsyncGenerator<string> {
    for await (const file of await opendir(this.root, { recursive: true })) {
      if (!file.isFile() || !isUUID(file.name)) continue;
      const path = join(file.parentPath, file.name);
      if (path !== this.pathOf(file.name)) continue;
      const found = await stat(path).catch(() => null);
      if (found && found.mtime < time) yield file.name;
    }
  }

  /** The ids of up to `most` files written before a time. It starts at a random folder, so that each call sees other files. */
  async someKeptBefore(time: Date, most: number): Promise<string[]> {
    const folders = (await readdir(this.root)).filter((name) => join(this.root, name) !== this.incoming);
    const first = Math.floor(Math.random() * folders.length);
    const found: string[] = [];
    for (const folder of [...folders.slice(first), ...folders.slice(0, first)]) {
      for (const name of await readdir(join(this.root, folder))) {
        if (found.length === most) return found;
        if (await this.isKeptBefore(time, folder, name)) found.push(name);
      }
    }
    return found;
  }

  private async isKeptBefore(time: Date, folder: string, name: string): Promise<boolean> {
    const path = join(this.root, folder, name);
    if (!isUUID(name) || path !== this.pathOf(name)) return false;
    const found = await stat(path).catch(() => null);
    return found !== null && found.mtime < time;
  }

  /** Resolves when a file can be written. It writes content too, because a full disk often still has room for an empty file. */
  async usable(): Promise<void> {
    const path = join(this.incoming, randomUUID());
    try {
      await writeFile(path, '.', { mode: 0o600 });
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Folders are named by the last two characters of the id, which are random. Its first characters are the time. */
  private pathOf(id: string): string {
    return join(this.root, id.slice(-2), id);
  }
}

async function write(file: FileHandle, stream: AsyncIterable<Buffer>, limit: number) {
  const hash = createHash('sha256');
  let size = 0;
  let head = Buffer.alloc(0);
  for await (const chunk of stream) {
    size += chunk.length;
    if (size > limit) throw new AppError('media.too_large', { params: { limit } });
    if (head.length < HEAD_BYTES) head = Buffer.concat([head, chunk]).subarray(0, HEAD_BYTES);
    hash.update(chunk);
    await file.writeFile(chunk);
  }
  await file.sync();
  return { size, sha256: hash.digest(), head };
}
