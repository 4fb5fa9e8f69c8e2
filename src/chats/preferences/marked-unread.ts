import { Injectable } from '@nestjs/common';

import type { MarkedUnreadView } from '../../contract/views/chat.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { ChatAccess } from '../access/chat-access.js';
import { PRESENT } from '../membership.js';
import { Participant } from '../chat.entity.js';
import { lockChat } from '../timeline/timeline.js';

/** Marks a chat as unread, to come back to it. Reading the chat or sending a message in it removes the mark. */
@Injectable()
export class MarkedUnread {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Sets or removes the mark. The chat is locked meanwhile, so a message of the user is either counted in `lastSeq`, or comes later and removes the
   * mark. So devices know which came last, in whatever order they receive the two pushes.
   * @throws AppError chat.not_found, overloaded
   */
  async set(userId: string, id: string, wanted: boolean): Promise<MarkedUnreadView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const change = () =>
      this.transactions.runInTurn(chatId, async (tx) => {
        const { lastSeq } = await lockChat(tx, chatId);
        const before = await lockedState(tx, chatId, participantId);
        const changed = before.markedUnread !== wanted;
        const mine = before.version + (changed ? 1 : 0);
        const view = { chatId, markedUnread: wanted, lastSeq, mine };
        if (!changed) return view;
        await tx.manager.update(Participant, { chatId, id: participantId }, { markedUnread: wanted, version: mine });
        tx.publish({ event: 'chat.markedUnread', payload: view, to: { users: [userId] } });
        return view;
      });
    return this.turns.run(participantId, change);
  }
}

/** @throws AppError chat.not_found */
async function lockedState(
  { manager }: Tx,
  chatId: string,
  participantId: string,
): Promise<Pick<Participant, 'markedUnread' | 'version'>> {
  const found = await manager.findOne(Participant, {
    select: { id: true, markedUnread: true, version: true },
    where: { chatId, id: participantId, ...PRESENT },
    lock: { mode: 'for_no_key_update' },
  });
  if (!found) throw new AppError('chat.not_found');
  return found;
}
