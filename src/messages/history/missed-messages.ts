import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { RevRange } from '../../chats/timeline/rev-range.js';
import type { HiddenMessageView, MessageView, VoteView } from '../../contract/views/message.view.js';
import { type ChangedMessage, MessageChanges } from './message-changes.js';
import { MessageReader } from './message-reader.js';
import { PersonalState } from './personal-state.js';

/** The messages of one chat that a client missed. */
export interface MissedMessagesView {
  sent: MessageView[];
  changed: ChangedMessage[];
  /** Ids of the messages its person has starred, and those they have hidden; null where that was not asked for. */
  starred: string[] | null;
  hidden: HiddenMessageView[] | null;
  /** Likewise, their votes in polls. */
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
