import { attachmentsFor, attachmentsView } from '../../messages/views/attachments-view.js';
import { type ErrorCode, ERRORS } from '../../contract/errors.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import type { MediaView } from '../../contract/views/media.view.js';
import type { MessageExtras, MessageKind } from '../../contract/views/message.view.js';
import { letGo } from '../../media/uploads/upload-lifecycle.js';

/** A message that waits, as SCHEDULED_COLUMNS give it. */
export interface ScheduledRow {
  id: string;
  chat_id: string;
  participant_id: string;
  send_at: Date;
  kind: MessageKind;
  body: string;
  reply_to: string | null;
  media: MediaView[] | null;
  content_hash: Buffer;
  mentions: string[] | null;
  mentions_all: boolean;
  extras: MessageExtras | null;
  created_at: Date;
  attempts: number;
  claimed_until: Date | null;
  failed: ErrorCode | null;
}

/** Of a scheduled message `s`. */
export const SCHEDULED_COLUMNS = `
  s.id, s.chat_id, s.participant_id, s.send_at, s.kind, s.body, s.reply_to, s.media, s.content_hash, s.mentions,
  s.mentions_all, s.extras, s.created_at, s.attempts, s.claimed_until, s.failed`;

export function scheduledView(row: ScheduledRow): ScheduledMessageView {
  return {
    id: row.id,
    chatId: row.chat_id,
    sendAt: row.send_at.toISOString(),
    kind: row.kind,
    message: row.body,
    media: row.media ?? [],
    attachments: attachmentsFor(attachmentsView(row.extras), null),
    reply: row.reply_to,
    mentions: row.mentions ?? [],
    mentionsAll: row.mentions_all,
    createdAt: row.created_at.toISOString(),
    failed: row.failed && { code: row.failed, message: ERRORS[row.failed].message },
  };
}

/** SQL for the statement that takes a scheduled message away: its uploads are those of nothing, or of the message it became. */
export const UPLOADS_LET_GO = letGo('select media_id from scheduled_uploads where chat_id = $1 and scheduled_id = $2');
