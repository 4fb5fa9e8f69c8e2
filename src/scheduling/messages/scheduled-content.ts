import { Any } from 'typeorm';

import { type ErrorCode, ERRORS } from '../../contract/errors.js';
import type { ScheduledMessageView } from '../../contract/views/scheduling.view.js';
import { Media } from '../../media/media.entity.js';
import { type Send, sendOf } from '../../messages/send/send.js';
import { attachmentsFor, attachmentsView } from '../../messages/views/attachments-view.js';
import type { Tx } from '../../platform/database/transactions.js';
import { type ScheduledMessage, ScheduledUpload } from '../scheduling.entity.js';

/** A scheduled message without its relations, as it is read and shown. */
export type Scheduled = Omit<ScheduledMessage, 'participant'>;

/** A scheduled message that is due, with what a send needs besides. */
export interface Due extends Scheduled {
  userId: string;
  /** Ids of the uploads among its media. */
  uploads: string[];
}

/** The columns of a scheduled message that come from a send. */
export function columnsOf({ hash: contentHash, reply: replyTo, ...send }: Send) {
  const { chatId, id, kind, body, media, mentions, mentionsAll, extras } = send;
  return { chatId, id, kind, body, replyTo, media, contentHash, mentions, mentionsAll, extras };
}

/** The send that a scheduled message becomes. */
export function scheduledSend({ contentHash: hash, replyTo: reply, ...due }: Due): Send {
  return sendOf(due, { ...due, hash, reply });
}

export function scheduledView(row: Scheduled): ScheduledMessageView {
  return {
    id: row.id,
    chatId: row.chatId,
    sendAt: row.sendAt.toISOString(),
    kind: row.kind,
    message: row.body,
    media: row.media ?? [],
    attachments: attachmentsFor(attachmentsView(row.extras), null),
    reply: row.replyTo,
    mentions: row.mentions ?? [],
    mentionsAll: row.mentionsAll,
    createdAt: row.createdAt.toISOString(),
    failed: failure(row.failed),
  };
}

const failure = (code: ErrorCode | null): ScheduledMessageView['failed'] =>
  code && { code, message: ERRORS[code].message };

/**
 * For a scheduled message that is about to be removed: its uploads get a new day until the sweep. They are unused from then on, or
 * belong to the message that was sent.
 */
export async function letUploadsGo(tx: Tx, { chatId, id }: Pick<Scheduled, 'chatId' | 'id'>): Promise<void> {
  const uploads = await tx.manager.findBy(ScheduledUpload, { chatId, scheduledId: id });
  if (uploads.length === 0) return;
  const ids = uploads.map(({ mediaId }) => mediaId);
  await tx.manager.getRepository(Media).update({ id: Any(ids) }, { createdAt: () => 'now()' });
}
