import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { Chat, Participant } from '../../chats/chat.entity.js';
import { Marks } from '../../chats/read-state/marks.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { ClearedChatView } from '../../contract/views/chat.view.js';
import { Journal } from '../../platform/database/journal.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { DROP_PERSONAL_STATE } from './history.sql.js';

/** Clears the history of a chat for one participant. Everybody else still sees it. */
@Injectable()
export class Clearings {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly marks: Marks,
    private readonly transactions: Transactions,
  ) {}

  /** Hides all messages so far from the user. Clearing again without new messages changes nothing. @throws AppError chat.not_found */
  async clear(userId: string, id: string): Promise<ClearedChatView> {
    const chat = await this.access.open(userId, id);
    return this.turns.run(chat.participantId, async () => {
      const { hasRead, ...view } = await this.transactions.run((tx) => change(tx, userId, chat));
      if (hasRead) await this.marks.pushRead(chat, view.hiddenSeq);
      return view;
    });
  }
}

type Cleared = ClearedChatView & { hasRead: boolean };

/** Locks the participant's row: a star that was set before is removed, one that is set later stays. */
async function change(tx: Tx, userId: string, { chatId, participantId }: OpenChat): Promise<Cleared> {
  await lockParticipant(tx, { chatId, participantId });
  const before = await tx.manager.findOneByOrFail(Participant, { chatId, id: participantId });
  const { lastSeq } = await tx.manager.findOneByOrFail(Chat, { id: chatId });
  if (before.hiddenSeq >= lastSeq) return { ...viewOf(before), hasRead: false };
  await hide(tx, before, lastSeq);
  for (const drop of DROP_PERSONAL_STATE) await tx.manager.query(drop, [chatId, participantId, lastSeq]);
  await Journal.record(tx.manager, { chatIds: [chatId] });
  const view = viewOf(await tx.manager.findOneByOrFail(Participant, { chatId, id: participantId }));
  tx.publish({ event: 'chat.cleared', payload: view, to: { users: [userId] } });
  return { ...view, hasRead: before.lastReadSeq < lastSeq };
}

async function hide(tx: Tx, { chatId, id, lastReadSeq, lastDeliveredSeq }: Participant, upTo: number): Promise<void> {
  const hidden = { hiddenSeq: upTo, hiddenAt: () => 'now()', markedUnread: false, version: () => 'version + 1' };
  const marks = { lastReadSeq: Math.max(lastReadSeq, upTo), lastDeliveredSeq: Math.max(lastDeliveredSeq, upTo) };
  await tx.manager.getRepository(Participant).update({ chatId, id }, { ...hidden, ...marks });
}

function viewOf({ chatId, hiddenSeq, hiddenAt, version }: Participant): ClearedChatView {
  return { chatId, hiddenSeq, hiddenAt: hiddenAt?.toISOString() ?? null, mine: version };
}
