import { copyFile, mkdir, open, opendir, readdir, rename, rm, stat } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import type { Readable } from 'node:stream';

import { isUUID } from 'class-validator';

import type { Config } from '../../platform/config/config.js';
import { AppError } from '../../platform/errors/app-error.js';
import { IncomingFiles } from './incoming-files.js';
import { type ByteRange, type FetchedFile, type LocalFile, MediaStorage, placeOf } from './media-storage.js';

const INCOMING = 'incoming';
/** Seconds after which a client may try again when the disk could not be read. */
const BACK_AFTER = 5;

/** Stores objects as files in `DATA_DIR/media`. Nodes share the directory. */
export class DiskStorage extends MediaStorage {
  override readonly direct = null;
  private readonly root: string;

  constructor({ DATA_DIR }: Pick<Config, 'DATA_DIR'>) {
    const root = resolve(DATA_DIR, 'media');
    super(new IncomingFiles(join(root, INCOMING)));
    this.root = root;
  }

  override async keep(file: LocalFile, key: string): Promise<void> {
    const path = this.pathOf(key);
    const folder = dirname(path);
    const isNew = await mkdir(folder, { recursive: true, mode: 0o700 });
    await sync(file.path);
    await this.move(file.path, path);
    // A new name is durable only when its folder is.
    await sync(folder);
    if (isNew !== undefined) await sync(this.root);
  }

  override async open(key: string, range?: ByteRange): Promise<Readable> {
    const file = await open(this.pathOf(key)).catch((cause: unknown) => {
      throw isAbsent(cause) ? new AppError('media.not_found', { cause }) : unavailable(cause);
    });
    return file.createReadStream(range);
  }

  override async fetch(key: string): Promise<FetchedFile> {
    const path = this.pathOf(key);
    if (!(await this.has(key))) throw new AppError('media.not_found');
    return { path, release: () => Promise.resolve() };
  }

  override addressOf(): Promise<null> {
    return Promise.resolve(null);
  }

  override async has(key: string): Promise<boolean> {
    try {
      await stat(this.pathOf(key));
      return true;
    } catch (cause) {
      if (isAbsent(cause)) return false;
      throw unavailable(cause);
    }
  }

  override async remove(key: string): Promise<void> {
    await rm(this.pathOf(key), { force: true });
  }

  override async *keptBefore(time: Date): AsyncGenerator<string> {
    for await (const file of await opendir(this.root, { recursive: true })) {
      if (!file.isFile() || !isUUID(file.name)) continue;
      const path = join(file.parentPath, file.name);
      if (path !== this.pathOf(file.name)) continue;
      const found = await stat(path).catch(() => null);
      if (found && found.mtime < time) yield file.name;
    }
  }

  override async someKeptBefore(time: Date, most: number): Promise<string[]> {
    const folders = (await readdir(this.root)).filter((name) => name !== INCOMING);
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

  override usable(): Promise<void> {
    return this.incoming.usable();
  }

  private async isKeptBefore(time: Date, folder: string, name: string): Promise<boolean> {
    const path = join(this.root, folder, name);
    if (!isUUID(name) || path !== this.pathOf(name)) return false;
    const found = await stat(path).catch(() => null);
    return found !== null && found.mtime < time;
  }

  /** A program may have written the file on another file system, from which it cannot be renamed. */
  private async move(from: string, to: string): Promise<void> {
    try {
      await rename(from, to);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'EXDEV') throw error;
      const copy = this.incoming.newCopy();
      await copyFile(from, copy);
      await sync(copy);
      await rename(copy, to);
      await rm(from, { force: true });
    }
  }

  private pathOf(key: string): string {
    return join(this.root, placeOf(key));
  }
}

const isAbsent = (error: unknown): boolean => (error as NodeJS.ErrnoException).code === 'ENOENT';

/** The error for a disk that fails, a directory that this process may not read, or too many open files. */
const unavailable = (cause: unknown): AppError =>
  new AppError('media.storage_unavailable', { cause, retryAfter: BACK_AFTER });

/** Makes a file or a folder durable. Windows cannot open a folder. */
async function sync(path: string): Promise<void> {
  if (process.platform === 'win32') return;
  const opened = await open(path, 'r');
  try {
    await opened.sync();
  } finally {
    await opened.close();
  }
}
