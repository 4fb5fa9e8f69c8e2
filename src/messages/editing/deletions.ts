import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { restartRetention, UploadLifecycle } from '../../media/uploads/upload-lifecycle.js';
import { ConsistencyChecks, type Finding } from '../../platform/health/checks.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { MessageReader } from '../history/message-reader.js';
import { forgetSignature } from '../search/search-blocks.js';
import { ERASE, HIDE, NAMED_CHATS } from './editing.sql.js';

/** Erases the content of messages that were deleted or have expired. A tombstone with the number stays. */
@Injectable()
export class Erasures {
  constructor(private readonly reader: MessageReader) {}

  /**
   * Erases messages, and pushes their tombstones.
   * @param tx in which the chat is locked
   * @param ids of messages of that chat that are not erased yet, oldest first
   * @param by the participant who deletes them; null if they have expired
   * @returns ids of their uploads. `UploadLifecycle.discard` removes those that are unused now; otherwise the sweep does
   */
  async erase(tx: Tx, chatId: string, ids: string[], by: string | null): Promise<string[]> {
    const deletions = ids.map((id) => ({ kind: 'message.deleted' as const, subjectId: id }));
    const revs = await numberChanges(tx, chatId, deletions);
    const erased = await rows<{ media_id: string }>(tx.manager, ERASE, [chatId, ids, revs, by]);
    const files = erased.map(({ media_id }) => media_id);
    await restartRetention(tx.manager, files);
    const tombstones = await this.reader.allShared(chatId, ids, tx.manager);
    await forgetSignature(
      tx.manager,
      chatId,
      tombstones.map(({ seq }) => seq),
    );
    for (const payload of tombstones) tx.publish({ event: 'message.deleted', payload });
    return files;
  }
}

/** Deletes messages, for everybody or for one person. A tombstone with the number stays. Idempotent. */
@Injectable()
export class Deletions {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly erasures: Erasures,
    private readonly transactions: Transactions,
    private readonly uploads: UploadLifecycle,
  ) {}

  /**
   * Deletes a message for everybody: its content is removed from the tables. The sender may do this, and in a group and its threads the owner and
   * admins of the group.
   * @throws AppError chat.not_found, message.not_found, message.not_yours
   */
  async forEveryone(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    const files = await this.transactions.runInTurn(chat.chatId, async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await lockMessage(tx, chat, id);
      if (!mayDelete(held, chat)) throw new AppError('message.not_yours');
      return held.isDeleted ? [] : this.erasures.erase(tx, chat.chatId, [id], chat.participantId);
    });
    // The message is deleted. Files that cannot be removed now are removed by the sweep.
    await this.uploads.discard(files).catch(() => 0);
    return this.reader.one(chat, id);
  }

  /** Deletes a message for the user only, whoever sent it. @throws AppError chat.not_found, message.not_found */
  async forMe(userId: string, chatId: string, messageId: string): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const { id } = await this.reader.one(chat, messageId);
    await this.transactions.run(async (tx) => {
      await lockParticipant(tx, chat);
      const [hidden] = await rows<{ mine: number; hidden_at: Date }>(tx.manager, HIDE, [
        chat.chatId,
        chat.participantId,
        id,
      ]);
      if (!hidden) return;
      const deletedAt = hidden.hidden_at.toISOString();
      const payload = { chatId: chat.chatId, messageId: id, deletedAt, mine: hidden.mine };
      tx.publish({ event: 'message.hidden', payload, to: { users: [userId] } });
    });
    return this.reader.one(chat, id);
  }
}

function mayDelete({ participantId, kind, role }: LockedMessage, chat: OpenChat): boolean {
  return kind !== 'system' && (participantId === chat.participantId || role !== 'member');
}

const AT_ONCE = 100;
const BEGINNING = '00000000-0000-0000-0000-000000000000';

/** Checks that every message belongs to a chat: the table has no foreign key for that. */
@Injectable()
export class OrphanChecks implements OnModuleInit {
  /** Each check continues where the last one ended, so that all chats are checked in turn. */
  private after = BEGINNING;

  constructor(
    private readonly database: DataSource,
    private readonly checks: ConsistencyChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('no message is without its chat', () => this.withoutChat());
  }

  private async withoutChat(): Promise<Finding> {
    const named = await rows<{ id: string; isThere: boolean }>(this.database, NAMED_CHATS, [this.after, AT_ONCE]);
    this.after = named.length === AT_ONCE ? (named.at(-1)?.id ?? BEGINNING) : BEGINNING;
    return { looked: named.length, violations: named.filter(({ isThere }) => !isThere).map(({ id }) => id) };
  }
}
