import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ChatAccess, mustExist, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import type { CursorDto } from '../../contract/dto/message.dto.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { type Keep, type KeyedRequest, Once } from '../../platform/database/once.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { messageView, type ReaderRow } from '../history/history.sql.js';
import { MessageReader } from '../history/message-reader.js';
import { raiseVersion } from '../history/personal-state.js';
import { readCursor, writeCursor } from '../history/receipts.js';
import { Star } from '../responses.entity.js';
import { STARRED } from './stars.sql.js';

/** The part of an answer that is stored for a retry. The message itself is read again, because it may be deleted by then. */
type Starred = Pick<MessageView, 'starred'>;

interface Change {
  /** Whether it is to be starred; undefined toggles. */
  wanted?: boolean;
  keep?: Keep<Starred> | undefined;
}

/** Stars messages for one participant. Nobody else sees it. */
@Injectable()
export class Stars {
  /** Changes of one participant run one after the other on this node. Between nodes, clients order them by `mine`. */
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
    private readonly transactions: Transactions,
    private readonly once: Once,
  ) {}

  /**
   * Stars a message that is not starred, and unstars one that is.
   * @param participantId must be the user's own
   * @param request with an `Idempotency-Key`, a retry gets the first answer
   * @throws AppError chat.not_found, participant.not_you, message.not_found, message.deleted
   */
  async toggle(
    userId: string,
    chatId: string,
    { messageId, participantId }: { messageId: string; participantId: string },
    request: KeyedRequest | null,
  ): Promise<MessageView> {
    const chat = await this.access.open(userId, chatId);
    if (participantId.toLowerCase() !== chat.participantId) throw new AppError('participant.not_you');
    if (!request) return this.set(userId, chat, messageId, {});
    const toggle = (keep?: Keep<Starred>): Promise<Starred> => this.set(userId, chat, messageId, { keep });
    const { starred } = await this.once.answer(request, toggle);
    return { ...(await this.messages.one(chat, messageId)), starred };
  }

  /** Stars or unstars a message. Idempotent. @throws AppError chat.not_found, message.not_found, message.deleted */
  async star(userId: string, chatId: string, messageId: string, starred: boolean): Promise<MessageView> {
    return this.set(userId, await this.access.open(userId, chatId), messageId, { wanted: starred });
  }

  private async set(userId: string, chat: OpenChat, messageId: string, { wanted, keep }: Change): Promise<MessageView> {
    const message = await this.messages.one(chat, messageId);
    const change = async (tx: Tx) => {
      const now = await write(tx, chat, message, wanted);
      const payload = { chatId: chat.chatId, messageId: message.id, ...now };
      tx.publish({ event: 'message.starred', payload, to: { users: [userId] } });
      await keep?.(tx, { starred: now.starred });
      return { ...message, starred: now.starred };
    };
    return this.turns.run(chat.participantId, () => this.transactions.run(change));
  }
}

interface Written {
  starred: boolean;
  /** The version of the participant's private state: it grows with each change, and only then. */
  mine: number;
}

/** Locks the participant's row, so that two toggles at the same time both take effect. */
async function write(tx: Tx, chat: OpenChat, message: MessageView, wanted?: boolean): Promise<Written> {
  const held = await lockParticipant(tx, chat);
  const star = { chatId: chat.chatId, participantId: chat.participantId, messageId: message.id };
  if (wanted !== true && (await unstar(tx, star))) {
    return { starred: false, mine: await raiseVersion(tx, chat) };
  }
  if (wanted === false || !(await insert(tx, star))) return { starred: wanted !== false, mine: held.mine };
  // A message deleted for oneself can be starred; one deleted for everybody cannot.
  if (message.deletedAt !== null) await mustExist(tx.manager, chat.chatId, message.id, 'message.deleted');
  return { starred: true, mine: await raiseVersion(tx, chat) };
}

type Key = Pick<Star, 'chatId' | 'participantId' | 'messageId'>;

/** @returns whether it was starred */
async function unstar(tx: Tx, star: Key): Promise<boolean> {
  const { affected } = await tx.manager.getRepository(Star).delete(star);
  return affected === 1;
}

/** @returns whether it was not starred before */
async function insert(tx: Tx, star: Key): Promise<boolean> {
  const insertion = tx.manager
    .createQueryBuilder()
    .insert()
    .into(Star)
    .values(star)
    .orIgnore()
    .returning(['messageId']);
  const result = await insertion.execute();
  return (result.raw as unknown[]).length === 1;
}

const PER_PAGE = 20;

export interface StarredPage {
  data: MessageView[];
  meta: { next: string | null };
}

type StarredRow = ReaderRow & { at: string };

/** Reads the messages that a user has starred in all chats they are in now, the latest star first. */
@Injectable()
export class StarredList {
  constructor(private readonly database: DataSource) {}

  /** @throws AppError request.invalid if `writeCursor` did not make the cursor */
  async page(userId: string, { limit = PER_PAGE, cursor }: CursorDto): Promise<StarredPage> {
    const after = cursor === undefined ? [null, null, null] : readCursor(cursor);
    const found = await rows<StarredRow>(this.database, STARRED, [userId, limit + 1, ...after]);
    const page = found.slice(0, limit);
    const last = page.at(-1);
    return { data: page.map(messageView), meta: { next: found.length > limit && last ? writeCursor(last) : null } };
  }
}
