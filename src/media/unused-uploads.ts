import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, type Repository } from 'typeorm';

import { Media } from './media.entity.js';
import { UNUSED } from './media.sql.js';
import { UploadLifecycle } from './uploads/upload-lifecycle.js';

/** How many uploads are looked at, and at most removed, by one statement. */
const BATCH = 100;
/** Milliseconds after which uploads are looked at again that were in use. It finds those whose user vanished without restarting their retention. */
const AGAIN_AFTER = 24 * 60 * 60 * 1000;

/** A place in the order in which uploads were uploaded or last shown. */
export interface UploadPlace {
  /** A time as the database writes it: a Date has no microseconds. */
  at: string;
  id: string;
}

/** Before all uploads. */
export const FIRST_UPLOAD: UploadPlace = { at: '-infinity', id: '00000000-0000-0000-0000-000000000000' };

/** Some uploads that were looked at. */
interface LookedAt {
  looked: number;
  /** Ids of the unused ones. */
  unused: string[];
  /** The place of the last one. */
  last: UploadPlace;
  /** Whether there may be more after it. */
  isMore: boolean;
}

/** Finds and removes unused uploads. Each statement looks at some uploads only, because most are in use, and there may be millions. */
@Injectable()
export class UnusedUploads {
  /** The last upload that `remove` looked at, and when it looked at the first one. */
  private last = FIRST_UPLOAD;
  private began = 0;

  constructor(
    @InjectRepository(Media) private readonly media: Repository<Media>,
    private readonly uploads: UploadLifecycle,
  ) {}

  /**
   * Removes those that were uploaded, or last shown, before a time. It goes on where the call before ended: what was in use then can be
   * unused now only if its retention was restarted, which made it one of the youngest.
   */
  async remove(before: Date): Promise<void> {
    // Tests turn the clock back, too.
    if (Math.abs(before.getTime() - this.began) >= AGAIN_AFTER) {
      [this.last, this.began] = [FIRST_UPLOAD, before.getTime()];
    }
    for (let isMore = true; isMore;) {
      const found = await this.after(this.last, before, BATCH);
      await this.uploads.discard(found.unused);
      this.last = found.last;
      isMore = found.isMore;
    }
  }

  /**
   * Looks at the next uploads after a place, the oldest first.
   * @param before a time: younger uploads are left out
   * @param limit how many to look at
   */
  async after(place: UploadPlace, before: Date, limit: number): Promise<LookedAt> {
    const found = await this.media
      .createQueryBuilder('media')
      .select('media.id', 'id')
      .addSelect('cast(media.createdAt as text)', 'at')
      .where('media.createdAt < :before', { before })
      .andWhere('(media.createdAt, media.id) > (cast(:at as timestamptz), cast(:id as uuid))', place)
      .orderBy('media.createdAt')
      .addOrderBy('media.id')
      .limit(limit)
      .getRawMany<UploadPlace>();
    const unused = await this.unusedAmong(found.map(({ id }) => id));
    return { looked: found.length, unused, last: found.at(-1) ?? place, isMore: found.length === limit };
  }

  private async unusedAmong(ids: string[]): Promise<string[]> {
    if (ids.length === 0) return [];
    const query = this.media.createQueryBuilder('media').select('media.id', 'id');
    const found = await query
      .where({ id: In(ids) })
      .andWhere(UNUSED)
      .getRawMany<Pick<Media, 'id'>>();
    return found.map(({ id }) => id);
  }
}
