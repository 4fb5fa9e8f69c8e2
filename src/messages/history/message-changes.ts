import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { MessageChangeKind } from '../../chats/timeline/change.entity.js';
import { type MessageRow, sharedMessageView } from '../views/message-row.js';
import { type RevRange, revRangeValues } from '../../chats/timeline/rev-range.js';
import type { NumberedPush } from '../../contract/events.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { CHANGED_WITHIN, CHANGES_BETWEEN } from './history.sql.js';
import { messageView, type ReaderRow } from './reader-row.js';

/** A message that changed within a range. */
export interface ChangedMessage {
  message: MessageView;
  /** How many numbers of the range are changes of this message. */
  times: number;
}

/** Reads the numbered changes of messages back, as pushes or for a client that missed them. */
@Injectable()
export class MessageChanges {
  constructor(private readonly database: DataSource) {}

  /** The changes above `after` and up to `upTo`, in `rev` order, each with the present message. */
  async between(chatId: string, after: number, upTo: number): Promise<NumberedPush[]> {
    const found = await rows<ChangeRow>(this.database, CHANGES_BETWEEN, [chatId, after, upTo]);
    return found.map(pushOf);
  }

  /** The messages changed in ranges of several chats, each once and as its reader sees it now, in one query. */
  async within(ranges: RevRange[], on: EntityManager): Promise<ChangedMessage[]> {
    const found = await rows<ReaderRow & { times: number }>(on, CHANGED_WITHIN, revRangeValues(ranges));
    return found.map((row) => ({ message: messageView(row), times: row.times }));
  }
}

type ChangeRow = MessageRow & {
  change: MessageChangeKind;
  change_rev: number;
  /** Of reactions. */
  actor_id: string;
  emoji: string;
};

function pushOf(row: ChangeRow): NumberedPush {
  const message = { ...sharedMessageView(row), rev: row.change_rev };
  if (row.change === 'message.updated' || row.change === 'message.deleted')
    return { event: row.change, payload: message };
  const { chatId, id: messageId, rev, reactions } = message;
  const count = reactions.find(({ emoji }) => emoji === row.emoji)?.count ?? 0;
  return {
    event: row.change,
    payload: { chatId, messageId, participantId: row.actor_id, emoji: row.emoji, count, rev },
  };
}
