import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { Any, DataSource, type EntityManager } from 'typeorm';

import type { ErrorCode } from '../../contract/errors.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { Block } from '../../users/user.entity.js';
import { EXISTING_MESSAGE, OPEN, WHO_REFUSES } from './access.sql.js';

/** A chat that a user may use, and their participation in it. */
export interface OpenChat {
  chatId: string;
  participantId: string;
  lastSeq: number;
  /** In a direct chat and its threads: one of the two people has blocked the other, so neither may send. */
  blocked: boolean;
  /** Messages up to this `seq` are hidden from the user; 0: none. */
  hiddenSeq: number;
}

/** Checks whether a user may use a chat. Most services begin with `open`. */
@Injectable()
export class ChatAccess {
  constructor(private readonly database: DataSource) {}

  /**
   * Reads a chat and the participation of a user in it.
   * @param chatId may be any text
   * @throws AppError chat.not_found if there is no such chat, the user is not in it, or `chatId` is no UUID
   */
  async open(userId: string, chatId: string): Promise<OpenChat> {
    const [chat] = await rows<OpenChat>(this.database, OPEN, [isUUID(chatId) ? chatId : null, userId]);
    if (!chat) throw new AppError('chat.not_found');
    return chat;
  }
}

/**
 * Checks that a message was not deleted for everybody and has not expired. A message that somebody deleted only for themselves passes.
 * @param code of the error if the check fails
 * @throws AppError with this code
 */
export async function mustExist(on: EntityManager, chatId: string, messageId: string, code: ErrorCode): Promise<void> {
  if ((await rows(on, EXISTING_MESSAGE, [chatId, messageId])).length === 0) throw new AppError(code);
}

/**
 * Checks that there is no block, in either direction, between a user and the people they want to add. The error is the one for an unknown user, so
 * it does not reveal the block.
 * @throws AppError user.not_found
 */
export async function mustReach(on: EntityManager, userId: string, userIds: string[]): Promise<void> {
  const isBlocked = await on.existsBy(Block, [
    { blockerId: userId, blockedId: Any(userIds) },
    { blockedId: userId, blockerId: Any(userIds) },
  ]);
  if (isBlocked) throw new AppError('user.not_found');
}

interface Adding {
  /** User id of the person who adds. */
  by: string;
  userIds: string[];
  /** People who are in this chat already are not checked. Null while there is no chat yet. */
  chatId: string | null;
}

/**
 * Checks `whoMayAddMe` of each person who is to be added to a group or thread. They can be sent an invite link instead.
 * @throws AppError user.invite_only, with the `userIds` of all of them
 */
export async function mustAllowAdding(on: EntityManager, { by, userIds, chatId }: Adding): Promise<void> {
  const refusing = await rows<{ id: string }>(on, WHO_REFUSES, [by, userIds, chatId]);
  if (refusing.length === 0) return;
  throw new AppError('user.invite_only', { params: { userIds: refusing.map(({ id }) => id) } });
}
