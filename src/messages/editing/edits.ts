import { Injectable } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, type Repository } from 'typeorm';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { PRESENT } from '../../chats/membership.js';
import { Participant } from '../../chats/chat.entity.js';
import { lockChat, numberChanges } from '../../chats/timeline/timeline.js';
import type { EditMessageDto } from '../../contract/dto/message.dto.js';
import type { StoredData } from '../../contract/rules/custom-data.js';
import type {
  AttachmentView,
  MessageExtras,
  MessageVersionView,
  MessageView,
  PollView,
} from '../../contract/views/message.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { isSameJson } from '../../platform/text/sorted-json.js';
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
   * Changes the text, data and mentions of a message. The same content again changes nothing and takes no number, so a retry is safe.
   * @throws AppError chat.not_found, message.not_found, message.not_yours, message.deleted, chat.blocked, request.invalid, chat.not_admin,
   *   participant.not_found
   */
  async edit(userId: string, chatId: string, messageId: string, wanted: EditMessageDto): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    const message = await this.reader.one(chat, messageId);
    mustBeSeen(message, chat);
    await this.transactions.runInTurn(chat.chatId, async (tx) => {
      await lockChat(tx, chat.chatId);
      const held = await lockMessage(tx, chat, message.id);
      mayEdit(held, chat, wanted.message);
      const naming = await namedAfter(tx, chat, held, wanted);
      const written = { body: wanted.message, data: wanted.data === undefined ? dataOf(held) : wanted.data };
      const isSameContent = isSameJson(written, { body: held.body, data: dataOf(held) });
      const { mentions, mentionsAll } = held;
      if (isSameContent && isSameJson(naming, { mentions, mentionsAll })) return;
      await this.write(tx, message, held, { ...naming, ...(isSameContent ? null : written) });
    });
    return this.reader.one(chat, message.id);
  }

  /** The last 100 versions of a message's text and data, the current one first; none if it was deleted. @throws AppError chat.not_found, message.not_found */
  async versions(userId: string, chatId: string, messageId: string): Promise<MessageVersionView[]> {
    const chat = await this.access.open(userId, chatId);
    const { id, message, data, deletedAt, editedAt, createdAt } = await this.reader.one(chat, messageId);
    if (deletedAt !== null) return [];
    const earlier = await this.earlier.find({
      where: { chatId: chat.chatId, messageId: id },
      order: { rev: 'desc' },
      take: SHOWN - 1,
    });
    const before = earlier.map((one) => ({
      message: one.body,
      data: one.data,
      createdAt: one.writtenAt.toISOString(),
    }));
    return [{ message, data, createdAt: editedAt ?? createdAt }, ...before];
  }

  private async write(
    tx: Tx,
    { chatId, id, seq, media, attachments }: MessageView,
    held: LockedMessage,
    { body, data, ...naming }: Naming & Partial<Written>,
  ): Promise<void> {
    const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'message.updated', subjectId: id }]);
    const messages = tx.manager.getRepository(Message);
    const change = { ...storedMentions(naming.mentions, naming.mentionsAll), changedRev: rev };
    if (body === undefined || data === undefined) {
      await messages.update({ chatId, id }, change); // a change of mentions alone makes no new version
    } else {
      const { writtenAt, participantId } = held;
      const version = { chatId, messageId: id, rev, body: held.body, data: dataOf(held), writtenAt };
      await tx.manager.getRepository(MessageVersion).insert(version);
      const folded = searchText({ body, media, attachments, poll: attachments.find(isPoll) });
      const edit = { editedAt: () => 'now()', alteredRev: rev, alteredBy: participantId };
      await messages.update({ chatId, id }, { ...change, ...edit, body, folded, extras: withData(held.extras, data) });
      await forgetSignature(tx.manager, chatId, [seq]);
    }
    tx.publish({ event: 'message.updated', payload: await this.reader.shared(chatId, id, tx.manager) });
  }
}

/** What a version of a message is made of. */
interface Written {
  body: string;
  data: StoredData | null;
}

const dataOf = ({ extras }: LockedMessage): StoredData | null => extras?.data ?? null;

function withData(extras: MessageExtras | null, data: StoredData | null): MessageExtras | null {
  const { data: _, ...others } = extras ?? {};
  const after: MessageExtras = { ...others, ...(data && { data }) };
  return Object.keys(after).length > 0 ? after : null;
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
