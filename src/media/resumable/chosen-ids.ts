import { type EntityManager, MoreThan } from 'typeorm';

import { AppError } from '../../platform/errors/app-error.js';
import { Media } from '../media.entity.js';
import { ResumableUpload } from '../uploads/upload.entity.js';
import { describedFile, metadataOf } from './upload-metadata.js';

type Announced = Pick<ResumableUpload, 'ownerId' | 'mediaId' | 'size' | 'metadata'>;

/**
 * Refuses an id that another upload has, before any byte of this one is sent. An upload of the same person with the same name and size may be
 * this one, begun again after a lost answer: the bytes decide at its end.
 * @throws AppError media.id_taken
 */
export async function mustBeFree(manager: EntityManager, announced: Announced): Promise<void> {
  const { ownerId, mediaId, size, metadata } = announced;
  const media = await manager.findOne(Media, { where: { id: mediaId }, relations: { content: true } });
  const { name } = describedFile(metadataOf(metadata));
  const isOther = media && (media.ownerId !== ownerId || media.name !== name || media.content.size !== size);
  if (isOther) throw new AppError('media.id_taken');
  const open = await manager.findBy(ResumableUpload, { ownerId, mediaId, expiresAt: MoreThan(new Date()) });
  if (open.some((one) => one.size !== size || one.metadata !== metadata)) throw new AppError('media.id_taken');
}
