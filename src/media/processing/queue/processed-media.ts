import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { MediaView } from '../../../contract/views/message.view.js';
import { EventBus } from '../../../platform/events/event-bus.js';
import { uploadView } from '../../media-view.js';
import { uploadsWithObjects } from '../../uploads-with-objects.js';

/**
 * Writes the new views of uploads where they are stored. It may be called again with the same views, after a crash too.
 * @param views by the id of the upload
 */
export type ShowProcessed = (views: ReadonlyMap<string, MediaView>) => Promise<void>;

/** Tells everything that shows uploads when a content was processed. What stores views of uploads registers here when it starts. */
@Injectable()
export class ProcessedMedia {
  private readonly places: ShowProcessed[] = [];

  constructor(
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  add(show: ShowProcessed): void {
    this.places.push(show);
  }

  /** Shows a result wherever an upload of this content is shown, and to the devices of the owner. */
  async show(contentId: string): Promise<void> {
    const uploads = await uploadsWithObjects(this.database.manager).where({ contentId }).getMany();
    const views = new Map(uploads.map((upload) => [upload.id, uploadView(upload)]));
    for (const show of this.places) await show(views);
    for (const { id, ownerId } of uploads) {
      const payload = views.get(id);
      if (payload) this.bus.publish({ event: 'media.updated', payload, to: { users: [ownerId] } });
    }
  }
}
