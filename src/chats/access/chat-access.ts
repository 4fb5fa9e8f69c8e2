import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource, type EntityManager } from 'typeorm';

import type { ErrorCode } from '../../contract/errors.js';
import { AppError } from '../../platform/errors/app-error.js';
import { rows } from '../../platform/database/rows.js';
import { EXISTING_MESSAGE, OPEN } from './access.sql.js';

/** A chat that a user may use, and their participation in it. */
export interface OpenChat {
  chatId: string;
  participantId: string;
  lastSeq: number;
  /** One of the two of a direct chat has blocked the other: nobody writes. */
  blocked: boolean;
  /** Messages up to this `seq` are hidden from them; 0: none. */
  hiddenSeq: number;
}

/** Checks whether a user may use a chat. Most services begin with `open`. */
@Injectable()
export class ChatAccess {
  constructor(private readonly database: DataSource) {}

  /** @throws AppError chat.not_found, the same for no such chat, not a participant and not even an id */
  async open(userId: string, chatId: string): Promise<OpenChat> {
    const [chat] = await rows<OpenChat>(this.database, OPEN, [isUUID(chatId) ? chatId : null, userId]);
    if (!chat) throw new AppError('chat.not_found');
    return chat;
  }
}

/**
 * Checks that a message is there for everybody: neither deleted nor disappeared. One that somebody deleted for themselves is.
 * @throws AppError with this code
 */
export async function mustExist(on: EntityManager, chatId: string, messageId: string, code: ErrorCode): Promise<void> {
  if ((await rows(on, EXISTING_MESSAGE, [chatId, messageId])).length === 0) throw new AppError(code);
}
