import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';

import { ChatList } from '../chats/list/chat-list.js';
import { Changes } from '../chats/timeline/changes.js';
import type { SyncStepView } from '../contract/views/sync.view.js';
import { PlannedMessages } from '../scheduling/planned-messages.js';
import { MissedMessages } from '../messages/history/missed-messages.js';
import type { Step } from './plan.js';
import { stepView } from './step-view.js';

/** Reads the content of the steps of all chats, in a few queries however many chats there are. */
@Injectable()
export class CatchUp {
  constructor(
    private readonly chats: ChatList,
    private readonly messages: MissedMessages,
    private readonly people: Changes,
    private readonly planned: PlannedMessages,
  ) {}

  /** @returns for each chat its step; null where what the client holds does not go together */
  async read(userId: string, steps: Step[], on: EntityManager): Promise<[chatId: string, SyncStepView | null][]> {
    const ids = steps.map(({ chatId }) => chatId);
    const chats = new Map((await this.chats.some(userId, ids, on)).map((chat) => [chat.id, chat]));
    const moved = steps.filter(({ held, now }) => held[2] !== now[2]);
    const messages = await this.messages.of(steps, moved, on);
    const people = await this.people.within(steps, userId, on);
    const planned = await this.planned.of(moved, on);
    return steps.map((step) => {
      const { chatId } = step;
      const [chat, lacking] = [chats.get(chatId), messages.get(chatId)];
      const ofChat = people.filter((change) => change.chatId === chatId);
      return [
        chatId,
        chat && lacking ? stepView(step, { ...lacking, chat, people: ofChat, planned: planned.get(chatId) }) : null,
      ];
    });
  }
}
