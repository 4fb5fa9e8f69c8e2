import { Injectable } from '@nestjs/common';

import type { FoundMessageView, MessageView } from '../../contract/views/message.view.js';
import { MessageReader } from '../history/message-reader.js';
import { highlights } from './highlights.js';

/** A message that was found, and the participant of the reader in its chat. */
interface Hit {
  chatId: string;
  participantId: string;
  messageId: string;
}

/** Shows the hits of a search. */
@Injectable()
export class FoundMessages {
  constructor(private readonly messages: MessageReader) {}

  /**
   * The messages as their reader sees them, in the same order. Those that were deleted since they were found are left out.
   * @param texts folded; their places in the messages are the highlights
   */
  async views(hits: Hit[], texts: readonly string[]): Promise<FoundMessageView[]> {
    const views = hits.length === 0 ? [] : await this.messages.each(hits);
    return views
      .filter((view): view is MessageView => view?.deletedAt === null)
      .map((view) => ({ ...view, highlights: highlights(view.message, texts) }));
  }
}
