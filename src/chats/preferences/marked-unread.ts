import { Injectable } from '@nestjs/common';

import type { MarkedUnreadView } from '../../contract/views/preferences.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { ChatAccess } from '../access/chat-access.js';
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
   * Under the chat's lock: a message of theirs is then either in `lastSeq` or takes the sign away, in whichever order
   * their devices hear of the two.
   * @throws AppError chat.not_found, overloaded
   */
  async set(userId: string, id: string, wanted: boolean): Promise<MarkedUnreadView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const change = () =>
      this.transactions.run(async (tx) => {
        const { lastSeq } = await lockChat(tx, chatId);
        const [row] = await rows<{ mine: number; changed: boolean }>(tx.manager, SET, [participantId, wanted]);
        if (!row) throw new AppError('chat.not_found');
        const view = { chatId, markedUnread: wanted, lastSeq, mine: row.mine };
        if (row.changed) tx.publish({ event: 'chat.markedUnread', payload: view, to: { users: [userId] } });
        return view;
      });
    return this.turns.run(participantId, change);
  }
}

const SET = `
  with before as (select id, marked_unread from participants where id = $1 and left_rev is null for no key update)
  update participants p set marked_unread = $2, version = p.version + (b.marked_unread <> $2)::int
  from before b where p.id = b.id returning p.version mine, b.marked_unread <> $2 changed`;
