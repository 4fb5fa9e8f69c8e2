import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess } from '../../chats/access/chat-access.js';
import { PRESENT } from '../../chats/membership.js';
import { Participant } from '../../chats/chat.entity.js';
import { mentionsAbove, uncounted } from '../../chats/read-state/read-state.sql.js';
import type { UnreadMessageView, UnreadRule, UnreadView } from '../../contract/views/reading.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Message } from '../message.entity.js';
import { HiddenMessage } from '../responses.entity.js';

/** Counts the unread messages of a chat, and explains the count message by message. */
@Injectable()
export class Unread {
  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
  ) {}

  /**
   * @param explained whether to list the newest 100 messages above the read mark, each with the rule by which it counts or not
   * @throws AppError chat.not_found
   */
  async of(userId: string, chatId: string, explained: boolean): Promise<UnreadView> {
    const chat = await this.access.open(userId, chatId);
    const found = await this.database.manager
      .createQueryBuilder(Participant, 'p')
      .innerJoin('p.chat', 'c')
      .select([
        'c.id as "chatId"',
        'p.lastReadSeq as "lastReadSeq"',
        'c.lastSeq as "lastSeq"',
        `c.lastSeq - p.lastReadSeq - ${uncounted('c.id', 'p.id', 'p.lastReadSeq')} as "unreadCount"`,
        `${mentionsAbove('c.id', 'p.id', 'p.lastReadSeq')} as "mentionCount"`,
        'p.markedUnread as "markedUnread"',
      ])
      .where({ id: chat.participantId, ...PRESENT })
      .getRawOne<Omit<UnreadView, 'messages'>>();
    if (!found) throw new AppError('chat.not_found');
    return { ...found, messages: explained ? await this.explain(chat.participantId, found) : null };
  }

  private async explain(participantId: string, { lastReadSeq, lastSeq }: Omit<UnreadView, 'messages'>) {
    const found = await this.database.manager
      .createQueryBuilder(Message, 'm')
      .innerJoin(Participant, 'p', 'p.chatId = m.chatId')
      .leftJoin(HiddenMessage, 'h', 'h.chatId = m.chatId and h.participantId = p.id and h.messageId = m.id')
      .select([
        'm.id as "messageId"',
        'm.seq as seq',
        `${RULE} as rule`,
        'm.mentions is not null and (m.mentionsAll or p.id = any (m.mentions)) as mentioned',
      ])
      .where('p.id = :participantId and m.seq > :lastReadSeq and m.seq <= :lastSeq')
      .setParameters({ participantId, lastReadSeq, lastSeq })
      .orderBy('m.seq', 'DESC')
      .limit(SHOWN)
      .getRawMany<Omit<UnreadMessageView, 'counts'> & { rule: UnreadRule }>();
    return found.map(({ messageId, seq, rule, mentioned }) => {
      const counts = rule === 'above_mark';
      return { messageId, seq, counts, rule, mentioned: counts && mentioned };
    });
  }
}

const SHOWN = 100;

/** SQL: why a message `m` counts as unread, or why not. `h` is the row of `hidden_messages` if the reader deleted it for themselves. */
const RULE = `case when m.deletedAt is not null then 'deleted' when m.kind = 'system' then 'system'
  when h.messageId is not null then 'deleted_for_me' else 'above_mark' end`;
