import { Injectable } from '@nestjs/common';

import { deletedAt } from '../views/message-row.js';
import { numberChanges } from '../../chats/timeline/timeline.js';
import { letGo } from '../../media/uploads/upload-lifecycle.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { MessageReader } from '../history/message-reader.js';

/** Erases the content of messages that were deleted or have disappeared. A tombstone with the number stays. */
@Injectable()
export class Erasures {
  constructor(private readonly reader: MessageReader) {}

  /**
   * @param tx in which the chat is locked
   * @param ids of messages of that chat that are there still, oldest first
   * @param by who wants it; null where nobody does, and their time is over
   * @returns the uploads they carried: let go, and swept like those that were never sent
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

const of = (table: string): string => `delete from ${table} where chat_id = $1 and message_id = any ($2::uuid[])`;

const ERASE = `
  with texts as (${of('message_versions')}), emojis as (${of('reactions')}), choices as (${of('votes')}), plans as (${of('reminders')}),
  files as (${of('attachments')} returning media_id), released as (${letGo('select media_id from files')}),
  emptied as (
    update messages m set body = '', folded = null, media = null, reply_to = null, changed_rev = n.rev, mentions = null,
      altered_rev = case when $4::uuid is not null then n.rev end, altered_by = $4::uuid, mentions_all = false, pinned_at = null, expires_at = null, deleted_at = coalesce(${deletedAt('m')}, now()),
      extras = case when m.extras ? 'threadId' then jsonb_build_object('threadId', m.extras->'threadId') end
    from unnest($2::uuid[], $3::int[]) n (id, rev) where m.chat_id = $1 and m.id = n.id)
  select distinct media_id from files`;
