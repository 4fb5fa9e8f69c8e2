import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { In, MoreThan, type Repository } from 'typeorm';

import { MediaObject } from './media.entity.js';

/** Which objects the storage must hold, by their ids. Ids are in the order of time. */
@Injectable()
export class MediaObjects {
  constructor(@InjectRepository(MediaObject) private readonly objects: Repository<MediaObject>) {}

  /** The newest ids. */
  async newest(limit: number): Promise<string[]> {
    return idsOf(await this.objects.find({ select: { id: true }, order: { id: 'DESC' }, take: limit }));
  }

  /** The ids after one. */
  async after(id: string, limit: number): Promise<string[]> {
    const where = { id: MoreThan(id) };
    return idsOf(await this.objects.find({ select: { id: true }, where, order: { id: 'ASC' }, take: limit }));
  }

  /** Those of the given ids that no row has. */
  async rowless(ids: string[]): Promise<string[]> {
    const found = await this.objects.find({ select: { id: true }, where: { id: In(ids) } });
    const known = new Set(idsOf(found));
    // The database writes ids in lower case; the name of a file may differ.
    return ids.filter((id) => !known.has(id.toLowerCase()));
  }
}

const idsOf = (found: MediaObject[]): string[] => found.map(({ id }) => id);
