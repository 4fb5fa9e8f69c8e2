import { Injectable } from '@nestjs/common';

import type { ReadView } from '../contract/chat.view.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { ChatAccess, type OpenChat } from './chat-access.js';
import { lockSeat } from './membership.js';

/** Everybody hears of receipts in chats of up to so many people; in larger ones they would be most of the traffic. */
const RECEIPTS_UP_TO = 100;

interface Mark {
  lastReadSeq: number;
  unreadCount: number;
}

/** How far each participant has read. Marks only move forward. */
@Injectable()
export class ReadMarks {
  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /** Marks everything up to `seq` as read; what lies beyond the last message counts as the last. */
  async move(userId: string, chatId: string, seq: number): Promise<ReadView> {
    const chat = await this.access.open(userId, chatId);
    return this.transactions.run(async (tx) => {
      const { lastReadSeq: before } = await lockSeat(tx, chat.participantId);
      const moved = await moveMark(tx, chat, Math.min(seq, chat.lastSeq));
      const view = { chatId: chat.chatId, ...moved };
      if (moved.lastReadSeq > before) await announce(tx, userId, chat, view);
      return view;
    });
  }
}

async function moveMark(tx: Tx, { participantId }: OpenChat, seq: number): Promise<Mark> {
  const [mark] = await rows<Mark>(
    tx.manager,
    `update participants p
     set last_read_seq = greatest(last_read_seq, $2), last_delivered_seq = greatest(last_delivered_seq, $2),
       version = version + case when last_read_seq < $2 then 1 else 0 end
     from chats c
     where p.id = $1 and c.id = p.chat_id
     returning p.last_read_seq as "lastReadSeq", c.last_seq - p.last_read_seq as "unreadCount"`,
    [participantId, seq],
  );
  return mark as Mark;
}

async function announce(tx: Tx, userId: string, { chatId, participantId }: OpenChat, view: ReadView): Promise<void> {
  tx.publish({ event: 'chat.read', payload: view, to: { users: [userId] } });
  const [all] = await rows<{ people: number; seq: number }>(
    tx.manager,
    'select count(*)::int people, min(last_read_seq) seq from participants where chat_id = $1 and left_rev is null',
    [chatId],
  );
  if (!all || all.people > RECEIPTS_UP_TO) return;
  const payload = { chatId, participantId, seq: view.lastReadSeq, readByAllSeq: all.seq };
  tx.publish({ event: 'receipt.read', payload, to: { chat: chatId } });
}
