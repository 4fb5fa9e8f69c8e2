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
  /** Those its person has starred, and has hidden; null where that was not asked for. */
  starred: string[] | null;
  hidden: HiddenMessageView[] | null;
  /** Likewise, what they chose in polls. */
  voted: VoteView[] | null;
}

const UNMOVED = { starred: null, hidden: null, voted: null };

/** Reads the messages in ranges of several chats, in three queries. */
@Injectable()
export class MissedMessages {
  constructor(
    private readonly reader: MessageReader,
    private readonly changes: MessageChanges,
    private readonly marks: PersonalState,
  ) {}

  /** @param moved those in which stars or hidden messages may be others than are held */
  async of(stretches: RevRange[], moved: RevRange[], on: EntityManager): Promise<Map<string, MissedMessagesView>> {
    const all = new Map<string, MissedMessagesView>();
    for (const { chatId } of stretches) all.set(chatId, { sent: [], changed: [], ...UNMOVED });
    for (const message of await this.reader.within(stretches, on)) all.get(message.chatId)?.sent.push(message);
    for (const change of await this.changes.within(stretches, on)) all.get(change.message.chatId)?.changed.push(change);
    for (const { chatId, ...marks } of await this.marks.newest(moved, on)) Object.assign(all.get(chatId) ?? {}, marks);
    return all;
  }
}
