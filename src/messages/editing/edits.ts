import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { PRESENT } from '../../chats/membership.js';
import { Participant } from '../../chats/chat.entity.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { EditMessageDto } from '../../contract/dto/message.dto.js';
import type { AttachmentView, MessageVersionView, MessageView, PollView } from '../../contract/views/message.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { type LockedMessage, lockMessage } from '../history/locked-message.js';
import { MessageReader, mustBeSeen } from '../history/message-reader.js';
import { forgetSignature } from '../search/search-blocks.js';
import { searchText } from '../search/search-text.js';
import { mustKeepText, storedMentions } from '../send/send.js';
import { Message, MessageVersion } from '../message.entity.js';

/** How many versions of a message are shown. All are stored. */
const SHOWN = 100;

/** Edits messages, and stores the previous versions. */
@Injectable()
export class Edits {
  constructor(
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly transactions: Transactions,
    @InjectRepository(MessageVersion) private readonly earlier: Repository<MessageVersion>,
  ) {}

  /**
   * Changes the text and mentions of a message. The same content again changes nothing and takes no number, so a retry is safe.
   * @throws AppError chat.not_found, message.not_found, message.not_yours, message.deleted, chat.blocked, request.invalid, chat.not_admin,
   *   participant.not_found
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
      if (JSON.stringify(after) !== JSON.stringify(before)) await this.write(tx, message, held, wanted.message, naming);
    });
    return this.reader.one(chat, message.id);
  }

  /** The last 100 versions of a message's text, the current one first; none if it was deleted. @throws AppError chat.not_found, message.not_found */
  async versions(userId: string, chatId: string, messageId: string): Promise<MessageVersionView[]> {
    const chat = await this.access.open(userId, chatId);
    const { id, message, deletedAt, editedAt, createdAt } = await this.reader.one(chat, messageId);
    if (deletedAt !== null) return [];
    const earlier = await this.earlier.find({
      where: { chatId: chat.chatId, messageId: id },
      order: { rev: 'desc' },
      take: SHOWN - 1,
    });
    const before = earlier.map(({ body, writtenAt }) => ({ message: body, createdAt: writtenAt.toISOString() }));
    return [{ message, createdAt: editedAt ?? createdAt }, ...before];
  }

  private async write(
    tx: Tx,
    { chatId, id, seq, media, attachments }: MessageView,
    held: LockedMessage,
    text: string,
    naming: Naming,
  ): Promise<void> {
    const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: id }]);
    const messages = tx.manager.getRepository(Message);
    const folded = searchText({ body: text, media, attachments, poll: attachments.find(isPoll) });
    const named = storedMentions(naming.mentions, naming.mentionsAll);
    const change = { body: text, folded, ...named, changedRev: rev };
    if (text === held.body) {
      await messages.update({ chatId, id }, change); // a change of mentions alone makes no new version
    } else {
      const { body, writtenAt, participantId } = held;
      await tx.manager.insert(MessageVersion, { chatId, messageId: id, rev, body, writtenAt });
      const edit = { editedAt: () => 'now()', alteredRev: rev, alteredBy: participantId };
      await messages.update({ chatId, id }, { ...change, ...edit });
      await forgetSignature(tx.manager, chatId, [seq]);
    }
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

const isPoll = (one: AttachmentView): one is PollView => one.kind === 'poll';

function mayEdit({ participantId, kind, isDeleted, isBlocked }: LockedMessage, chat: OpenChat, text: string): void {
  if (participantId !== chat.participantId || kind === 'system') throw new AppError('message.not_yours');
  if (isDeleted) throw new AppError('message.deleted');
  if (isBlocked) throw new AppError('chat.blocked');
  mustKeepText(kind, text);
}

/** The mentions of a message. */
interface Naming {
  /** Participant ids. */
  mentions: string[];
  mentionsAll: boolean;
}

/**
 * The mentions of an edited message. Without new ones the old ones stay. Only newly mentioned people must be in the chat, because the others may
 * have left since.
 * @throws AppError chat.not_admin, participant.not_found
 */
async function namedAfter(
  tx: Tx,
  chat: OpenChat,
  held: LockedMessage,
  { mentions = held.mentions, mentionsAll = held.mentionsAll }: Partial<Naming>,
): Promise<Naming> {
  if (mentionsAll && !held.mentionsAll && held.role === 'member') throw new AppError('chat.not_admin');
  const fresh = mentions.filter((id) => !held.mentions.includes(id));
  if (fresh.length === 0) return { mentions, mentionsAll };
  const there = await tx.manager.countBy(Participant, { chatId: chat.chatId, id: Any(fresh), ...PRESENT });
  if (there < fresh.length) throw new AppError('participant.not_found');
  return { mentions, mentionsAll };
}
