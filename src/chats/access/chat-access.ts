import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import { AppError } from '../../platform/errors/app-error.js';
import { rows } from '../../platform/database/rows.js';

/** A chat that a user may use, and their participation in it. */
export interface OpenChat {
  chatId: string;
  participantId: string;
  lastSeq: number;
  /** One of the two of a direct chat has blocked the other: nobody writes. */
  blocked: boolean;
  /** What was said up to here is hidden from them; 0: nothing. */
  hiddenSeq: number;
}

/** Checks whether a user may use a chat. Most services begin with `open`. */
@Injectable()
export class ChatAccess {
  constructor(private readonly database: DataSource) {}

  /** @throws AppError chat.not_found, the same for no such chat, not a participant and not even an id */
  async open(userId: string, chatId: string): Promise<OpenChat> {
    const [chat] = await rows<OpenChat>(
      this.database,
      `select c.id as "chatId", p.id as "participantId", c.last_seq as "lastSeq", p.hidden_seq as "hiddenSeq", p.blocked
       from participants p join chats c on c.id = p.chat_id
       where p.chat_id = $1 and p.user_id = $2 and p.left_rev is null`,
      [isUUID(chatId) ? chatId : null, userId],
    );
    if (!chat) throw new AppError('chat.not_found');
    return chat;
  }
}
