import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ChatList } from '../chats/chat-list.js';
import { Changes } from '../chats/changes.js';
import type { SyncStepView } from '../contract/sync.view.js';
import { MessageReader } from '../messages/message-reader.js';
import { Stars } from '../messages/stars.js';
import type { Step } from './plan.js';
import { type Found, stepView } from './step-view.js';

/** Reads what steps of a person's chats bring, in four queries however many chats there are. */
@Injectable()
export class CatchUp {
  constructor(
    private readonly chats: ChatList,
    private readonly messages: MessageReader,
    private readonly changes: Changes,
    private readonly stars: Stars,
  ) {}

  /** @returns for each chat its step; null where what the client holds does not go together */
  async read(userId: string, steps: Step[], on: EntityManager): Promise<[chatId: string, SyncStepView | null][]> {
    const ids = steps.map(({ chatId }) => chatId);
    const found = new Map<string, Found>();
    for (const chat of await this.chats.some(userId, ids, on)) {
      found.set(chat.id, { chat, messages: [], changes: [], starred: null });
    }
    for (const message of await this.messages.within(steps, on)) found.get(message.chatId)?.messages.push(message);
    for (const change of await this.changes.within(steps, on)) found.get(change.chatId)?.changes.push(change);
    const starring = steps.filter(({ held, now }) => held[2] !== now[2]);
    for (const [chatId, starred] of await this.stars.newest(starring, on)) {
      const one = found.get(chatId);
      if (one) one.starred = starred;
    }
    return steps.map((step) => [step.chatId, stepView(step, found.get(step.chatId))]);
  }
}
