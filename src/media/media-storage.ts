import { createHash, randomUUID } from 'node:crypto';
import { type FileHandle, mkdir, open, opendir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { Config } from '../platform/config/config.js';
import { AppError } from '../platform/errors/app-error.js';
import { HealthChecks } from '../platform/health-checks.js';
import { HEAD_BYTES } from './uploads/media-type.js';

/** A file that is whole and on disk, but not yet kept under an id. */
export interface StoredFile {
  path: string;
  /** Bytes, as counted. */
  size: number;
  sha256: Buffer;
  /** Its first bytes: enough to tell what it is. */
  head: Buffer;
}

/** Bytes of a file, first and last included. */
export interface ByteRange {
  start: number;
  end: number;
}

/** Milliseconds; twice as long as an upload may stand still. */
const CUT_OFF_AFTER = 60_000;

/** Uploaded files on disk, in `DATA_DIR/media`. A file comes in under a name of ours and is kept under its media id. */
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

  /** What comes in and has not grown for a while was cut off by a crash; what has may be coming in on another node. */
  async forgetCutOff(now = Date.now()): Promise<void> {
    for (const name of await readdir(this.incoming)) {
      const path = join(this.incoming, name);
      const found = await stat(path).catch(() => null);
      if (found && found.mtimeMs < now - CUT_OFF_AFTER) await rm(path, { force: true });
    }
  }

  /**
   * Writes as fast as the disk takes it, and leaves nothing behind when the stream breaks off.
   * @throws AppError media.too_large beyond `limit` bytes; whatever the stream throws
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

  async keep(file: StoredFile, id: string): Promise<void> {
    const path = this.pathOf(id);
    await mkdir(join(path, '..'), { recursive: true, mode: 0o700 });
    await rename(file.path, path);
  }

  /** Removes a file that was not kept; one that was is no longer there, and stays. */
  async drop(file: StoredFile): Promise<void> {
    await rm(file.path, { force: true });
  }

  /** @throws AppError media.not_found when the file is gone */
  async open(id: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.pathOf(id)).catch((cause: unknown) => {
      throw new AppError('media.not_found', { cause });
    });
    return file.createReadStream(range);
  }

  async has(id: string): Promise<boolean> {
    return (await stat(this.pathOf(id)).catch(() => null)) !== null;
  }

  async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  /** The ids of all files that were written before that time. */
  async *keptBefore(time: Date): AsyncGenerator<string> {
    for await (const file of await opendir(this.root, { recursive: true })) {
      if (!file.isFile() || !isUUID(file.name)) continue;
      const path = join(file.parentPath, file.name);
      if (path !== this.pathOf(file.name)) continue;
      const found = await stat(path).catch(() => null);
      if (found && found.mtime < time) yield file.name;
    }
  }

  /** The ids of up to `most` files that were written before that time: from a folder at random on, so that each look sees others. */
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

  /** Resolves when a file can be written now. On a full disk there is often room for its name and none for its content. */
  async usable(): Promise<void> {
    const path = join(this.incoming, randomUUID());
    try {
      await writeFile(path, '.', { mode: 0o600 });
    } finally {
      await rm(path, { force: true });
    }
  }

  /** Spread by the end of the id, which is random; its beginning is the time. */
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
