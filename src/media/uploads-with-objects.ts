import type { EntityManager, SelectQueryBuilder } from 'typeorm';

import { Media, MediaObject } from './media.entity.js';

/** Reads uploads with what has to be read with them to show them: their content, and its objects as `content.objects`. */
export function uploadsWithObjects(manager: EntityManager): SelectQueryBuilder<Media> {
  return manager
    .createQueryBuilder(Media, 'media')
    .innerJoinAndSelect('media.content', 'content')
    .leftJoinAndMapMany('content.objects', MediaObject, 'object', 'object.contentId = content.id');
}
