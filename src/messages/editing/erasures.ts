import { Injectable } from '@nestjs/common';

import { numberChanges } from '../../chats/timeline/timeline.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { MessageReader } from '../history/message-reader.js';
import { ERASE } from './editing.sql.js';

/** Erases the content of messages that were deleted or have disappeared. A tombstone with the number stays. */
@Injectable()
export class Erasures {
  constructor(private readonly reader: MessageReader) {}

  /**
   * @param tx in which the chat is locked
   * @param ids of messages of that chat that are there still, oldest first
   * @param by the participant who deletes them; null where their lifetime is over
   * @returns ids of the uploads they carried, which are now unused: `UploadLifecycle.discard` removes them, or the sweep does
   */
  async erase(tx: Tx, chatId: string, ids: string[], by: string | null): Promise<string[]> {
    const deletions = ids.map((id) => ({ kind: 'message.deleted' as const, subjectId: id }));
    const revs = await numberChanges(tx, chatId, deletions);
    const files = await rows<{ media_id: string }>(tx.manager, ERASE, [chatId, ids, revs, by]);
    for (const payload of await this.reader.allShared(chatId, ids, tx.manager)) {
      tx.publish({ event: 'message.deleted', payload });
    }
    return files.map(({ media_id }) => media_id);
  }
}
