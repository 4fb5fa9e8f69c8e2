import { createHash } from 'node:crypto';
import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { changeStored } from '../media/stored-bytes.js';
import { Media, MediaContent, MediaObject, type MediaPurpose } from '../media/media.entity.js';
import { MediaStorage } from '../media/storage/media-storage.js';
import { violatedConstraint } from '../platform/database/database-errors.js';
import { Transactions } from '../platform/database/transactions.js';
import { newId } from '../platform/process/new-id.js';
import type { Drawing } from './png.js';

const TYPE = 'image/png';
const VARIANTS = ['original', 'preview', 'thumb'] as const;

/** The sizes of a drawn picture, by their variant. */
type Sizes = Record<(typeof VARIANTS)[number], Drawing>;

interface Place {
  id: string;
  ownerId: string;
  name: string;
  purpose: MediaPurpose;
}

/** An object of the storage that has no row yet. */
type Kept = Omit<MediaObject, 'content' | 'contentId'>;

/** Stores drawn pictures as uploads in all their sizes, so that nothing has to be processed before they are shown. */
@Injectable()
export class DrawnUploads {
  constructor(
    private readonly storage: MediaStorage,
    private readonly transactions: Transactions,
  ) {}

  /** @returns the upload with its content; the stored one if it was stored before */
  async put(place: Place, sizes: Sizes): Promise<Media> {
    const relations = { content: true };
    const find = () =>
      this.transactions.run(({ manager }) => manager.findOne(Media, { where: { id: place.id }, relations }));
    const before = await find();
    if (before) return before;
    const objects: Kept[] = [];
    for (const variant of VARIANTS) objects.push(await this.keep(variant, sizes[variant]));
    try {
      await this.insert(place, objects);
    } catch (error) {
      if (violatedConstraint(error) !== 'media_contents_bytes_key') throw error;
      // Another process has stored it meanwhile.
      for (const object of objects) await this.storage.remove(object.id);
    }
    return (await find()) as Media;
  }

  private async insert({ id, ownerId, name, purpose }: Place, objects: Kept[]): Promise<void> {
    const { size, sha256, width, height } = objects[0] as Kept;
    await this.transactions.run(async ({ manager }) => {
      const contentId = newId();
      const picture = { kind: 'image', mimeType: TYPE, status: 'ready', size, sha256, width, height } as const;
      await manager.insert(MediaContent, { id: contentId, ownerId, purpose, ...picture });
      await manager.insert(
        MediaObject,
        objects.map((one) => ({ ...one, contentId })),
      );
      await manager.insert(Media, { id, ownerId, contentId, name });
      await changeStored(manager, new Map([[ownerId, size]]));
    });
  }

  private async keep(variant: keyof Sizes, drawing: Drawing): Promise<Kept> {
    const bytes = drawing.png();
    const id = newId();
    const stored = await this.storage.store(Readable.from([bytes]), bytes.length);
    await this.storage.keep(stored, id);
    const sha256 = createHash('sha256').update(bytes).digest();
    const { width, height } = drawing;
    return { id, variant, mimeType: TYPE, size: bytes.length, sha256, width, height };
  }
}
