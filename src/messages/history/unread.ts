import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { mentionsAbove, uncounted } from '../../chats/read-state/unread-sql.js';
import type { UnreadMessageView, UnreadRule, UnreadView } from '../../contract/views/reading.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';

/** Lists the unread messages of a chat with the rule each counts by, so that a count can be checked. */
@Injectable()
export class Unread {
  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
  ) {}

  /** @throws AppError chat.not_found */
  async of(userId: string, chatId: string, explained: boolean): Promise<UnreadView> {
    const chat = await this.access.open(userId, chatId);
    const [found] = await rows<Omit<UnreadView, 'messages'>>(this.database, UNREAD, [chat.participantId]);
    if (!found) throw new AppError('chat.not_found');
    return { ...found, messages: explained ? await this.explain(chat.participantId, found) : null };
  }

  private async explain(participantId: string, { lastReadSeq, lastSeq }: Omit<UnreadView, 'messages'>) {
    const found = await rows<Omit<UnreadMessageView, 'counts'> & { rule: UnreadRule }>(this.database, EXPLAIN, [
      participantId,
      lastReadSeq,
      lastSeq,
      SHOWN,
    ]);
    return found.map(({ messageId, seq, rule, mentioned }) => {
      const counts = rule === 'above_mark';
      return { messageId, seq, counts, rule, mentioned: counts && mentioned };
    });
  }
}

const SHOWN = 100;

const UNREAD = `
  select c.id "chatId", p.last_read_seq "lastReadSeq", c.last_seq "lastSeq",
    c.last_seq - p.last_read_seq - ${uncounted('c.id', 'p.id', 'p.last_read_seq')} "unreadCount",
    ${mentionsAbove('c.id', 'p.id', 'p.last_read_seq')} "mentionCount", p.marked_unread "markedUnread"
  from participants p join chats c on c.id = p.chat_id where p.id = $1 and p.left_rev is null`;

const EXPLAIN = `
  select m.id "messageId", m.seq,
    case when m.deleted_at is not null then 'deleted'
      when m.kind = 'system' then 'system'
      when h.message_id is not null then 'deleted_for_me'
      else 'above_mark' end rule,
    m.mentions is not null and (m.mentions_all or p.id = any (m.mentions)) mentioned
  from participants p
  join messages m on m.chat_id = p.chat_id and m.seq > $2 and m.seq <= $3
  left join hidden_messages h on h.chat_id = m.chat_id and h.participant_id = p.id and h.message_id = m.id
  where p.id = $1 order by m.seq desc limit $4`;
