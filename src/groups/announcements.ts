import { Injectable } from '@nestjs/common';

import { SystemMessages } from '../messages/send/append-messages.js';
import type { Tx } from '../platform/database/transactions.js';

/** Maximum number of participants that a system message names. If there are more, its `value` is their number. */
const MOST_NAMED = 50;

/** The events of the system messages of a group. */
export type GroupEvent =
  | 'people.added'
  | 'people.joined'
  | 'people.left'
  | 'people.removed'
  | 'role.changed'
  | 'ownership.transferred'
  | 'title.changed'
  | 'avatar.changed'
  | 'description.changed'
  | 'history.changed'
  | 'lifetime.changed';

interface About {
  about?: string[];
  value?: string | null;
}

/** The chat of the system message, and the participant who made the change. */
interface Place {
  chatId: string;
  by: string;
}

/** Writes a system message about what somebody did in a group, after the numbered change and in its transaction. */
@Injectable()
export class Announcements {
  constructor(private readonly messages: SystemMessages) {}

  /** @param about participant ids */
  async write(
    tx: Tx,
    { chatId, by }: Place,
    event: GroupEvent,
    { about = [], value = null }: About = {},
  ): Promise<void> {
    const count = about.length > MOST_NAMED ? String(about.length) : null;
    await this.messages.write(tx, chatId, by, {
      event,
      participantIds: about.slice(0, MOST_NAMED),
      value: value ?? count,
    });
  }
}
