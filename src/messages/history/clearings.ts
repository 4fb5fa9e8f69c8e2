import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { Marks } from '../../chats/read-state/marks.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { ClearedChatView } from '../../contract/views/preferences.view.js';
import { Journal } from '../../platform/database/journal.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';

/** Clears the history of a chat for one participant. Everybody else still sees it. */
@Injectable()
export class Clearings {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly marks: Marks,
    private readonly transactions: Transactions,
  ) {}

  /** Where nothing was said since the last time nothing happens. @throws AppError chat.not_found */
  async clear(userId: string, id: string): Promise<ClearedChatView> {
    const chat = await this.access.open(userId, id);
    return this.turns.run(chat.participantId, async () => {
      const { hasRead, ...view } = await this.transactions.run((tx) => change(tx, userId, chat));
      if (hasRead) await this.marks.tellRead(chat, view.hiddenSeq);
      return view;
    });
  }
}

type Row = Omit<ClearedChatView, 'chatId' | 'hiddenAt'> & { hiddenAt: Date | null; hasRead: boolean };

/** Runs under the lock of the participant's row: a star set before it is removed, one set after it stays. */
async function change(tx: Tx, userId: string, { chatId, participantId }: OpenChat) {
  await lockParticipant(tx, participantId);
  const [cleared] = await rows<Row>(tx.manager, CLEAR, [participantId]);
  const [found] = cleared ? [cleared] : await rows<Row>(tx.manager, NOW, [participantId]);
  if (!found) throw new AppError('chat.not_found');
  const { hasRead, ...now } = found;
  const view = { chatId, ...now, hiddenAt: now.hiddenAt?.toISOString() ?? null };
  if (cleared) {
    for (const table of ['stars', 'hidden_messages', 'reminders'] as const) {
      await tx.manager.query(DROP[table], [chatId, participantId, view.hiddenSeq]);
    }
    await Journal.record(tx.manager, { chatIds: [chatId] });
    tx.publish({ event: 'chat.cleared', payload: view, to: { users: [userId] } });
  }
  return { hasRead, ...view };
}

const COLUMNS = 'p.hidden_seq "hiddenSeq", p.hidden_at "hiddenAt", p.version mine';

const CLEAR = `
  with before as (select id, last_read_seq from participants where id = $1)
  update participants p
  set hidden_seq = c.last_seq, hidden_at = now(), marked_unread = false, version = p.version + 1,
    last_read_seq = greatest(p.last_read_seq, c.last_seq), last_delivered_seq = greatest(p.last_delivered_seq, c.last_seq)
  from chats c, before b where p.id = b.id and c.id = p.chat_id and p.hidden_seq < c.last_seq
  returning ${COLUMNS}, b.last_read_seq < p.last_read_seq "hasRead"`;

const NOW = `select ${COLUMNS}, false "hasRead" from participants p where p.id = $1`;

const drop = (table: string): string => `
  delete from ${table} d using messages m
  where d.chat_id = $1 and d.participant_id = $2 and m.chat_id = d.chat_id and m.id = d.message_id and m.seq <= $3`;

const DROP = { stars: drop('stars'), hidden_messages: drop('hidden_messages'), reminders: drop('reminders') };
