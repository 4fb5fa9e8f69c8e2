import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess } from '../chats/access/chat-access.js';
import { Chat } from '../chats/chat.entity.js';
import { isPresent } from '../chats/membership.js';
import { Participant } from '../chats/participants/participant.entity.js';
import type { ThreadView } from '../contract/views/thread.view.js';
import { Message } from '../messages/message.entity.js';

type Row = Omit<ThreadView, 'updatedAt'> & { updatedAt: Date };

/** The threads of a chat, for everybody in it. */
@Injectable()
export class ThreadList {
  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
  ) {}

  /** Newest activity first; none at messages that the caller may not see. @throws AppError chat.not_found */
  async page(
    userId: string,
    id: string,
    page: number,
    limit: number,
  ): Promise<{ data: ThreadView[]; hasMore: boolean }> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const found = await this.database.manager
      .createQueryBuilder(Participant, 'me')
      .innerJoin(Chat, 'thread', 'thread.parentId = me.chatId')
      .innerJoin(Message, 'm', 'm.chatId = thread.parentId and m.id = thread.rootId and m.seq > me.hiddenSeq')
      .select('thread.id', 'chatId')
      .addSelect('thread.rootId', 'messageId')
      .addSelect('thread.lastSeq', 'lastSeq')
      .addSelect('thread.updatedAt', 'updatedAt')
      .addSelect(`(select count(*)::int ${FOLLOWERS})`, 'participantCount')
      .addSelect(`exists (select ${FOLLOWERS} and p.user_id = me.userId)`, 'following')
      .where({ chatId, id: participantId })
      .orderBy('thread.updatedAt', 'DESC')
      .addOrderBy('thread.id', 'DESC')
      .limit(limit + 1)
      .offset((page - 1) * limit)
      .getRawMany<Row>();
    const data = found.slice(0, limit).map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
    return { data, hasMore: found.length > limit };
  }
}

const FOLLOWERS = `from participants p where p.chat_id = thread.id and ${isPresent('p')}`;
