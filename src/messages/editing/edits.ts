import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { EditMessageDto } from '../../contract/dto/message.dto.js';
import type { MessageVersionView, MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { fold } from '../../platform/text/fold.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { namedAfter, type Naming, storedMentions } from '../send/mentions.js';
import { MessageReader, mustBeSeen } from '../history/message-reader.js';
import { mustKeepText } from '../send/message-content.js';

/** How many versions of a message are shown. All are stored. */
const SHOWN = 100;

/** Edits messages, and stores the previous versions. */
@Injectable()
export class Edits {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
    private readonly database: DataSource,
  ) {}

  /**
   * The same text again changes nothing and takes no number, so a retry is safe.
   * @throws AppError chat.not_found, message.not_found, message.not_yours, message.deleted, chat.blocked, request.invalid,
   *   chat.not_admin, participant.not_found
   */
  async edit(userId: string, chatId: string, messageId: string, wanted: EditMessageDto): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const message = await this.reader.one(chat, messageId);
    mustBeSeen(message, chat);
    await this.transactions.run(async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await lockMessage(tx, chat, message.id);
      mayEdit(held, chat, wanted.message);
      const naming = await namedAfter(tx, chat, held, wanted);
      const before = [held.body, held.mentions, held.mentionsAll];
      const after = [wanted.message, naming.mentions, naming.mentionsAll];
      if (JSON.stringify(after) !== JSON.stringify(before)) await this.write(tx, message, wanted.message, naming);
    });
    return this.reader.one(chat, message.id);
  }

  /** All texts of a message, the present one first. @throws AppError chat.not_found, message.not_found */
  async versions(userId: string, chatId: string, messageId: string): Promise<MessageVersionView[]> {
    const chat = await this.access.open(userId, chatId);
    const { id, message, deletedAt, editedAt, createdAt } = await this.reader.one(chat, messageId);
    if (deletedAt !== null) return [];
    const earlier = await rows<{ message: string; written_at: Date }>(
      this.database,
      'select body message, written_at from message_versions where chat_id = $1 and message_id = $2 order by rev desc limit $3',
      [chat.chatId, id, SHOWN - 1],
    );
    const before = earlier.map((one) => ({ message: one.message, createdAt: one.written_at.toISOString() }));
    return [{ message, createdAt: editedAt ?? createdAt }, ...before];
  }

  private async write(
    tx: Tx,
    { chatId, id }: Pick<MessageView, 'chatId' | 'id'>,
    text: string,
    naming: Naming,
  ): Promise<void> {
    const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: id }]);
    const folded = fold(text);
    await tx.manager.query(WRITE, [
      chatId,
      id,
      rev,
      text,
      folded === text ? null : folded,
      storedMentions(naming),
      naming.mentionsAll,
    ]);
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

function mayEdit({ participantId, kind, isDeleted, isBlocked }: LockedMessage, chat: OpenChat, text: string): void {
  if (participantId !== chat.participantId || kind === 'system') throw new AppError('message.not_yours');
  if (isDeleted) throw new AppError('message.deleted');
  if (isBlocked) throw new AppError('chat.blocked');
  mustKeepText(kind, text);
}

/** Each part of the statement sees the message as it was before. Who only names others has not written it anew. */
const WRITE = `
  with kept as (
    insert into message_versions (chat_id, message_id, rev, body, written_at)
    select chat_id, id, $3, body, coalesce(edited_at, created_at) from messages
    where chat_id = $1 and id = $2 and body <> $4)
  update messages set body = $4, folded = $5, mentions = $6, mentions_all = $7, changed_rev = $3,
    edited_at = case when body <> $4 then now() else edited_at end,
    altered_rev = case when body <> $4 then $3 else altered_rev end,
    altered_by = case when body <> $4 then participant_id else altered_by end
  where chat_id = $1 and id = $2`;
