import { Injectable } from '@nestjs/common';

import { lockChats } from '../chats/access/participant-lock.js';
import { Participant } from '../chats/chat.entity.js';
import { PRESENT } from '../chats/membership.js';
import { addAppParticipant } from '../chats/participants/app-participant.js';
import { chatFacts, updateChat } from '../chats/timeline/timeline.js';
import type { ChatFactsView, ParticipantRole } from '../contract/views/chat.view.js';
import { Transactions } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { Announcements } from './announcements.js';
import { type AfterChange, lockGroupForApp } from './app-membership.js';
import { RoleChanges } from './roles.js';

/** Changes titles, data and roles for the back end of an app, which needs no role in the chat. What is so already is not announced. */
@Injectable()
export class AppGroupChanges {
  constructor(
    private readonly roles: RoleChanges,
    private readonly announcements: Announcements,
    private readonly transactions: Transactions,
  ) {}

  /** Changes the title of a group or thread, and the data of any chat. @throws AppError chat.not_found; chat.is_direct for a title */
  async change(
    chatId: string,
    wanted: Partial<Pick<ChatFactsView, 'title' | 'data'>>,
    after: AfterChange,
  ): Promise<void> {
    const { title } = wanted;
    await this.transactions.runInTurn(chatId, async (tx) => {
      const [chat] = await lockChats(tx, [{ id: chatId }]);
      if (!chat) throw new AppError('chat.not_found');
      if (chat.type === 'direct' && title !== undefined) throw new AppError('chat.is_direct');
      const before = await chatFacts(tx.manager, chatId);
      const changed = await updateChat(tx, chatId, wanted);
      if (title !== undefined && title !== before.title) {
        const by = await addAppParticipant(tx.manager, chatId);
        await this.announcements.write(tx, { chatId, by }, 'title.changed', { value: title });
      }
      await after(tx, changed);
    });
  }

  /**
   * Gives a person another role in a group.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, participant.not_found; request.invalid for another role of the owner, who
   *   stays owner until somebody else is made it
   */
  async changeRole(chatId: string, userId: string, role: ParticipantRole, after: AfterChange): Promise<void> {
    await this.transactions.runInTurn(chatId, async (tx) => {
      await lockGroupForApp(tx, chatId);
      const select = { id: true, role: true } as const;
      const present = { chatId, ...PRESENT };
      const participant = await tx.manager.findOne(Participant, { select, where: { ...present, userId } });
      if (!participant) throw new AppError('participant.not_found');
      const changes = participant.role !== role;
      if (changes) {
        const by = await addAppParticipant(tx.manager, chatId);
        const owner = await tx.manager.findOne(Participant, { select, where: { ...present, role: 'owner' } });
        await this.roles.give(tx, { chatId, by, ownerId: owner?.id }, participant, role);
      }
      await after(tx, changes);
    });
  }
}
