import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, In } from 'typeorm';

import type { MediaItemDto } from '../contract/dto/attachment.dto.js';
import type { MediaView } from '../contract/views/message.view.js';
import { AppError } from '../platform/errors/app-error.js';
import type { Media } from './media.entity.js';
import { linkView, uploadView } from './media-view.js';
import { SHARED } from './media.sql.js';
import { uploadsWithObjects } from './uploads-with-objects.js';
import { cleanName, fileName } from './uploads/upload-forms.js';
import { kindOfUrl } from './media-type.js';

/** The only way to an upload by its id: checks that the user may see it. */
@Injectable()
export class MediaAccess {
  constructor(private readonly database: DataSource) {}

  /**
   * @returns the upload with its content and its objects
   * @throws AppError media.not_found when there is no such upload, when the user may not see it, or when the id is not a UUID
   */
  async open(userId: string, mediaId: string): Promise<Media> {
    const found = isUUID(mediaId)
      ? await uploadsWithObjects(this.database.manager)
          .where('media.id = :mediaId', { mediaId })
          .andWhere(`(media.owner_id = :userId or ${SHARED})`, { userId })
          .getOne()
      : null;
    if (!found) throw new AppError('media.not_found');
    return found;
  }
}

/** The media of one message, ready to be stored with it. */
export interface MessageMedia {
  views: MediaView[];
  /** Ids of the media that are uploads, not links. */
  uploads: string[];
  /** Identifies what was sent, without generated ids: it is the same for a retry, even when the retry uploads the same file again. */
  fingerprint: string;
}

/** Turns the media that a client names in a send into views. */
@Injectable()
export class MediaLibrary {
  constructor(private readonly database: DataSource) {}

  /** @throws AppError media.not_found for an id that is not an upload of that owner */
  async resolve(items: MediaItemDto[], ownerId: string): Promise<MessageMedia> {
    const wanted = items.filter((item, at) => !item.id || items.findIndex(({ id }) => id === item.id) === at);
    const uploads = wanted.flatMap(({ id }) => id ?? []);
    const found = await this.uploadsOf(ownerId, uploads);
    const resolved = wanted.map((item) => {
      const upload = item.id ? found.get(item.id) : undefined;
      return upload
        ? { view: uploadView(upload), print: printOf(upload) }
        : { view: viewOfUrl(item), print: urlPrint(item) };
    });
    return {
      views: resolved.map(({ view }) => view),
      uploads,
      fingerprint: JSON.stringify(resolved.map(({ print }) => print)),
    };
  }

  private async uploadsOf(ownerId: string, ids: string[]): Promise<Map<string, Media>> {
    const found =
      ids.length > 0
        ? await uploadsWithObjects(this.database.manager)
            .where({ id: In(ids), ownerId })
            .getMany()
        : [];
    if (found.length < ids.length) throw new AppError('media.not_found');
    return new Map(found.map((media) => [media.id, media]));
  }
}

function viewOfUrl({ url = '', name, mimeType }: MediaItemDto): MediaView {
  return linkView({
    kind: kindOfUrl(url, mimeType),
    url,
    name: cleanName(name ?? '') ?? nameInUrl(url),
    mimeType: mimeType ?? null,
  });
}

function nameInUrl(url: string): string | null {
  if (!URL.canParse(url)) return null;
  const path = new URL(url).pathname;
  try {
    return fileName(decodeURIComponent(path));
  } catch {
    return fileName(path);
  }
}

function printOf({ content, name }: Media): string {
  return `sha256:${content.sha256.toString('hex')}:${name ?? ''}`;
}

function urlPrint({ url, name, mimeType }: MediaItemDto): unknown[] {
  return [url, name ?? null, mimeType ?? null];
}
