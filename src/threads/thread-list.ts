import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess } from '../chats/access/chat-access.js';
import type { ThreadView } from '../contract/views/thread.view.js';
import { rows } from '../platform/database/rows.js';

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
    const found = await rows<Row>(this.database, THREADS, [chatId, participantId, limit + 1, (page - 1) * limit]);
    const data = found.slice(0, limit).map((row) => ({ ...row, updatedAt: row.updatedAt.toISOString() }));
    return { data, hasMore: found.length > limit };
  }
}

const THREADS = `
  select t.id "chatId", t.root_id "messageId", t.last_seq "lastSeq", t.updated_at "updatedAt",
    (select count(*)::int from participants q where q.chat_id = t.id and q.left_rev is null) "participantCount",
    exists (select from participants q where q.chat_id = t.id and q.user_id = p.user_id and q.left_rev is null) following
  from participants p
  join chats t on t.parent_id = p.chat_id
  join messages m on m.chat_id = t.parent_id and m.id = t.root_id and m.seq > p.hidden_seq
  where p.chat_id = $1 and p.id = $2
  order by t.updated_at desc, t.id desc limit $3 offset $4`;
