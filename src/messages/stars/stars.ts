import { Injectable } from '@nestjs/common';

import { ChatAccess, type OpenChat } from '../../chats/access/chat-access.js';
import { lockParticipant } from '../../chats/access/participant-lock.js';
import { deletedAt } from '../views/message-row.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import { type Keep, type KeyedRequest, Once } from '../../platform/database/once.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { MessageReader } from '../history/message-reader.js';

/** All that is kept of an answer: its words may be deleted before a retry, and are read anew. */
type Starred = Pick<MessageView, 'starred'>;

interface Change {
  /** The state to have; the other one than now when undefined. */
  wanted?: boolean;
  keep?: Keep<Starred> | undefined;
}

/** Stars messages for one participant. Nobody else sees it. */
@Injectable()
export class Stars {
  /** As in ChatSettings: in order on this node, and by `mine` between nodes. */
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly messages: MessageReader,
    private readonly transactions: Transactions,
    private readonly once: Once,
  ) {}

  /**
   * @param participantId must be the caller's own
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

  /** @throws AppError chat.not_found, message.not_found, message.deleted */
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
  /** The version of the participant's private state, which grows with a change and not without. */
  mine: number;
}

/** Under the lock of the participant's own row, so that two toggles at once both count. */
async function write(tx: Tx, chat: OpenChat, message: MessageView, wanted?: boolean): Promise<Written> {
  const held = await lockParticipant(tx, chat.participantId);
  const key = [chat.chatId, chat.participantId, message.id];
  const change = async (sql: string) => (await rows<{ mine: number }>(tx.manager, sql, key))[0]?.mine;
  const unstarred = wanted === true ? undefined : await change(UNSTAR);
  if (unstarred !== undefined) return { starred: false, mine: unstarred };
  const starred = wanted === false ? undefined : await change(STAR);
  if (starred !== undefined && message.deletedAt !== null) await mustBeThere(tx, message);
  return { starred: wanted !== false, mine: starred ?? held.mine };
}

/** A message deleted for oneself can be starred; one deleted for everybody cannot. */
async function mustBeThere(tx: Tx, { chatId, id }: MessageView): Promise<void> {
  const sql = `select 1 from messages m where m.chat_id = $1 and m.id = $2 and ${deletedAt('m')} is null`;
  if ((await rows(tx.manager, sql, [chatId, id])).length === 0) throw new AppError('message.deleted');
}

const counted = (change: string): string => `
  with changed as (${change} returning message_id)
  update participants set version = version + 1 where id = $2 and exists (select from changed) returning version mine`;

const STAR = counted(
  'insert into stars (chat_id, participant_id, message_id) values ($1, $2, $3) on conflict do nothing',
);
const UNSTAR = counted('delete from stars where chat_id = $1 and participant_id = $2 and message_id = $3');
