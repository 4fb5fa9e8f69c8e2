import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import type { OpenChat } from '../chats/access/chat-access.js';
import type { ReminderMarkView, ScheduledMessageView } from '../contract/views/scheduling.view.js';
import { ReminderList } from './reminders/reminders.js';
import { ScheduledList } from './messages/scheduled-list.js';

/** Scheduled messages and reminders of one participant in one chat. */
export interface Planned {
  scheduled: ScheduledMessageView[];
  reminders: ReminderMarkView[];
}

/** Reads scheduled messages and reminders for `sync`. */
@Injectable()
export class PlannedMessages {
  constructor(
    private readonly scheduled: ScheduledList,
    private readonly reminders: ReminderList,
  ) {}

  /** @returns an entry for each of these chats, by chat id */
  async of(open: Pick<OpenChat, 'chatId' | 'participantId'>[], on: EntityManager): Promise<Map<string, Planned>> {
    const all = new Map(open.map(({ chatId }): [string, Planned] => [chatId, { scheduled: [], reminders: [] }]));
    for (const one of await this.scheduled.of(open, on)) all.get(one.chatId)?.scheduled.push(one);
    for (const { chatId, ...mark } of await this.reminders.of(open, on)) all.get(chatId)?.reminders.push(mark);
    return all;
  }
}
