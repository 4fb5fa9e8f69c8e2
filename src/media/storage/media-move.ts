import { createHash } from 'node:crypto';

import { type DataSource, MoreThan } from 'typeorm';

import { AppError } from '../../platform/errors/app-error.js';
import { Media } from '../media.entity.js';
import type { MediaStorage } from './media-storage.js';

/** An object as the database knows it. */
export interface KnownObject {
  key: string;
  sha256: Buffer;
  /** Bytes. */
  size: number;
  mimeType: string;
}

/** What has been done so far. */
export interface MoveProgress {
  /** Bytes of all objects that were looked at. */
  bytes: number;
  copied: number;
  /** Objects that the target had already. */
  present: number;
  /** Keys of objects that neither storage has. */
  missing: string[];
  /** Keys of objects whose bytes in the source are not those that were uploaded. They are not copied. */
  damaged: string[];
}

interface MoveOptions {
  from: MediaStorage;
  to: MediaStorage;
  /** Whether objects are removed from the source when the target has them. */
  remove: boolean;
  /** Called after each object. */
  onProgress: (progress: MoveProgress) => void;
  /** Ends the move after the objects that are under way. */
  signal: AbortSignal;
}

/** Objects under way at once. */
const AT_ONCE = 4;
const PAGE = 500;

type Outcome = 'copied' | 'present' | 'missing' | 'damaged';

/**
 * Copies objects from one storage to another, and verifies each in the target by reading it. Objects of the source are read only, except
 * with `remove`. It can be repeated at any time: it copies what the target does not have.
 */
export async function moveMedia(objects: AsyncIterable<KnownObject>, options: MoveOptions): Promise<MoveProgress> {
  const progress: MoveProgress = { bytes: 0, copied: 0, present: 0, missing: [], damaged: [] };
  const queue = objects[Symbol.asyncIterator]();
  const work = async (): Promise<void> => {
    while (!options.signal.aborted) {
      const next = await queue.next();
      if (next.done) return;
      count(progress, next.value, await moveOne(next.value, options));
      options.onProgress(progress);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, work));
  return progress;
}

/** All objects of the database, by their keys. Objects that are added meanwhile may be left out. */
export async function* knownObjects(database: DataSource): AsyncGenerator<KnownObject> {
  const media = database.getRepository(Media);
  let after = '00000000-0000-0000-0000-000000000000';
  for (;;) {
    const page = await media.find({ where: { id: MoreThan(after) }, order: { id: 'asc' }, take: PAGE });
    for (const { id, sha256, size, mimeType } of page) yield { key: id, sha256, size, mimeType };
    after = page.at(-1)?.id ?? after;
    if (page.length < PAGE) return;
  }
}

function count(progress: MoveProgress, { key, size }: KnownObject, outcome: Outcome): void {
  progress.bytes += size;
  if (outcome === 'copied' || outcome === 'present') progress[outcome] += 1;
  else progress[outcome].push(key);
}

async function moveOne(object: KnownObject, { from, to, remove }: MoveOptions): Promise<Outcome> {
  const outcome = (await holds(to, object)) ? 'present' : await copy(object, from, to);
  if (remove && (outcome === 'copied' || outcome === 'present')) await from.remove(object.key);
  return outcome;
}

async function copy(object: KnownObject, from: MediaStorage, to: MediaStorage): Promise<Outcome> {
  try {
    const file = await to.store(await from.open(object.key), object.size);
    if (!file.sha256.equals(object.sha256)) {
      await to.drop(file);
      return 'damaged';
    }
    await to.keep({ ...file, mimeType: object.mimeType }, object.key);
  } catch (error) {
    if (isRefusal(error, 'media.not_found')) return 'missing';
    if (isRefusal(error, 'media.too_large')) return 'damaged';
    throw error;
  }
  if (await holds(to, object)) return 'copied';
  throw new Error(`the copy of ${object.key} differs from what was copied: check the storage and its disk`);
}

/** Whether a storage has exactly these bytes. It reads them. */
async function holds(storage: MediaStorage, { key, sha256 }: KnownObject): Promise<boolean> {
  try {
    const hash = createHash('sha256');
    for await (const chunk of await storage.open(key)) hash.update(chunk as Buffer);
    return hash.digest().equals(sha256);
  } catch (error) {
    if (isRefusal(error, 'media.not_found')) return false;
    throw error;
  }
}

const isRefusal = (error: unknown, code: string): boolean => error instanceof AppError && error.code === code;
