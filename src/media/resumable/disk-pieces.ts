import { createWriteStream } from 'node:fs';
import { mkdir, open, opendir, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

import { type Configstore, FileStore } from '@tus/file-store';
import type { Upload } from '@tus/server';
import { isUUID } from 'class-validator';

import type { Pieces } from './pieces.js';

/**
 * Stores what has arrived of each resumable upload as one file in a directory of `DATA_DIR`. The length of the file is how much has arrived, so
 * a crash cannot make the two differ.
 */
export class DiskPieces extends FileStore implements Pieces {
  constructor(directory: string, uploads: Configstore, expiresAfter: number) {
    super({ directory, configstore: uploads, expirationPeriodInMilliseconds: expiresAfter });
    this.extensions = ['creation', 'creation-with-upload', 'termination', 'expiration'];
  }

  async prepare(): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
  }

  override async create(upload: Upload): Promise<Upload> {
    const path = this.pathOf(upload.id);
    await writeFile(path, '', { flag: 'wx', mode: 0o600 });
    await syncDirectory(this.directory);
    return Object.assign(upload, { storage: { type: 'file', path } });
  }

  /**
   * Appends what arrives. It is on the disk before the client gets its answer.
   * @returns the new length
   */
  override async write(arriving: Readable, id: string, offset: number): Promise<number> {
    const file = createWriteStream(this.pathOf(id), { flags: 'r+', start: offset, flush: true });
    await pipeline(arriving, file);
    return offset + file.bytesWritten;
  }

  override async remove(id: string): Promise<void> {
    await rm(this.pathOf(id), { force: true });
  }

  async *begunBefore(time: Date): AsyncGenerator<string> {
    for await (const { name } of await opendir(this.directory)) {
      const found = isUUID(name) ? await stat(this.pathOf(name)).catch(() => null) : null;
      if (found && found.mtime < time) yield name;
    }
  }

  private pathOf(id: string): string {
    return join(this.directory, id);
  }
}

/** Makes a new entry of a directory survive a power cut. */
async function syncDirectory(path: string): Promise<void> {
  const directory = await open(path);
  try {
    await directory.sync();
  } finally {
    await directory.close();
  }
}
