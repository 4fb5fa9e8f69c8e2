import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { MessageChangeKind } from '../../chats/chat.entity.js';
import { type RevRange, revRangeValues } from '../../chats/timeline/timeline.sql.js';
import type { NumberedPush } from '../../contract/events.js';
import type { HiddenMessageView, MessageView, VoteView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { type MessageRow, sharedMessageView } from '../views/message-row.js';
import { CHANGED_WITHIN, CHANGES_BETWEEN, messageView, type ReaderRow } from './history.sql.js';
import { MessageReader } from './message-reader.js';
import { PersonalState } from './personal-state.js';

/** A message that changed within a range. */
export interface ChangedMessage {
  message: MessageView;
  /** How many numbers of the range are changes of this message. */
  times: number;
}

/** Reads the numbered changes of messages, as pushes or for a client that missed them. */
@Injectable()
export class MessageChanges {
  constructor(private readonly database: DataSource) {}

  /** The changes above `after` and up to `upTo`, in `rev` order, each with the current message. */
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
  /** Set only for reactions. */
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

/** The messages of one chat that a client missed. */
export interface MissedMessagesView {
  sent: MessageView[];
  changed: ChangedMessage[];
  /** Ids of the messages that the participant has starred. This, `hidden` and `voted` are null if their private state has not changed. */
  starred: string[] | null;
  hidden: HiddenMessageView[] | null;
  /** The votes of the participant in polls. */
  voted: VoteView[] | null;
}

const NOT_ASKED = { starred: null, hidden: null, voted: null };

/** Reads the messages in ranges of several chats, in three queries. */
@Injectable()
export class MissedMessages {
  constructor(
    private readonly reader: MessageReader,
    private readonly changes: MessageChanges,
    private readonly marks: PersonalState,
  ) {}

  /** @param moved the ranges of chats in which stars, hidden messages or votes may have changed */
  async of(ranges: RevRange[], moved: RevRange[], on: EntityManager): Promise<Map<string, MissedMessagesView>> {
    const all = new Map<string, MissedMessagesView>();
    for (const { chatId } of ranges) all.set(chatId, { sent: [], changed: [], ...NOT_ASKED });
    for (const message of await this.reader.within(ranges, on)) all.get(message.chatId)?.sent.push(message);
    for (const change of await this.changes.within(ranges, on)) all.get(change.message.chatId)?.changed.push(change);
    for (const { chatId, ...marks } of await this.marks.newest(moved, on)) Object.assign(all.get(chatId) ?? {}, marks);
    return all;
  }
}
