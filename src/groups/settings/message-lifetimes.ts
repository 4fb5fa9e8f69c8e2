import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { updateChat } from '../../chats/timeline/chat-updates.js';
import { participantIn } from '../../chats/access/participant-lock.js';
import { lockChat } from '../../chats/timeline/timeline.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Announcements } from '../announcements.js';
import { mustBeAllowed } from '../permissions.js';

/** Sets the lifetime of messages sent from now on in a chat. */
@Injectable()
export class MessageLifetimes {
  constructor(
    private readonly access: ChatAccess,
    private readonly announcements: Announcements,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Allowed to the owner and admins of a group, there and in its threads, and to both people of a direct chat. Idempotent.
   * @param seconds null: for ever
   * @throws AppError chat.not_found, chat.blocked, chat.not_admin
   */
  async set(userId: string, id: string, seconds: number | null): Promise<void> {
    const { chatId } = await this.access.open(userId, id);
    await this.transactions.run(async (tx) => {
      await lockChat(tx, chatId);
      const me = await participantIn(tx, chatId, userId);
      if (me.isBlocked) throw new AppError('chat.blocked');
      if (me.rules === 'group') mustBeAllowed(me.role, 'lifetime.change');
      if (!(await updateChat(tx, chatId, { messageLifetime: seconds }))) return;
      const value = seconds === null ? null : String(seconds);
      await this.announcements.say(tx, { chatId, by: me.id }, 'lifetime.changed', { value });
    });
  }
}
