import { Injectable } from '@nestjs/common';

import type { MediaView } from '../../contract/views/message.view.js';

/**
 * Writes the new views of uploads where they are stored. It may be called again with the same views, after a crash too.
 * @param views by the id of the upload
 */
export type ShowProcessed = (views: ReadonlyMap<string, MediaView>) => Promise<void>;

/** What shows uploads registers here when it starts, so that it is called when a content was processed. */
@Injectable()
export class ProcessedMedia {
  private readonly places: ShowProcessed[] = [];

  add(show: ShowProcessed): void {
    this.places.push(show);
  }

  async show(views: ReadonlyMap<string, MediaView>): Promise<void> {
    for (const show of this.places) await show(views);
  }
}
