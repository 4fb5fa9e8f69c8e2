import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager, type FindOneOptions } from 'typeorm';

import type { DraftStateView, DraftView } from '../../contract/views/chat.view.js';
import type { DraftDto } from '../../contract/dto/chat.dto.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { ChatAccess, mustExist } from '../access/chat-access.js';
import { PRESENT } from '../membership.js';
import { Participant } from '../chat.entity.js';

type Draft = Omit<DraftStateView, 'chatId'>;

/** Reads and writes drafts: what people have written and not sent yet. All devices of a person share the draft of a chat. */
@Injectable()
export class Drafts {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** The draft of a user in a chat, if there is one. @throws AppError chat.not_found */
  async show(userId: string, id: string): Promise<DraftStateView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    return { chatId, ...(await draftOf(this.database.manager, { chatId, id: participantId })) };
  }

  /**
   * Replaces the draft; without a text and a reply, removes it. When two devices write at the same time, the second gets `draft.conflict` with the
   * current version. Writing the same content again changes nothing.
   * @throws AppError chat.not_found, draft.conflict, message.reply_not_found
   */
  async write(userId: string, id: string, wanted: DraftDto): Promise<DraftStateView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const change = () =>
      this.transactions.run(async (tx) => {
        const before = await draftOf(tx.manager, { chatId, id: participantId }, { mode: 'for_no_key_update' });
        if (isSame(before.draft, wanted)) return { chatId, ...before };
        if (before.draftVersion !== wanted.version) {
          throw new AppError('draft.conflict', { params: { version: before.draftVersion } });
        }
        const { reply } = wanted;
        if (reply !== undefined) await mustExist(tx.manager, chatId, reply, 'message.reply_not_found');
        const view = { chatId, ...(await write(tx, { chatId, id: participantId }, before, wanted)) };
        tx.publish({ event: 'draft.changed', payload: view, to: { users: [userId] } });
        return view;
      });
    return this.turns.run(participantId, change);
  }
}

const isEmpty = ({ message = '', reply }: DraftDto): boolean => message === '' && reply === undefined;

function isSame(draft: DraftView | null, wanted: DraftDto): boolean {
  if (draft === null) return isEmpty(wanted);
  return draft.message === (wanted.message ?? '') && draft.reply === (wanted.reply ?? null);
}

type Key = Pick<Participant, 'chatId' | 'id'>;

/** @throws AppError chat.not_found when they are no longer in the chat */
async function draftOf(manager: EntityManager, key: Key, lock?: FindOneOptions['lock']): Promise<Draft> {
  const select = { id: true, draft: true, draftVersion: true, version: true };
  const found = await manager.findOne(Participant, { select, where: { ...key, ...PRESENT }, ...(lock && { lock }) });
  if (!found) throw new AppError('chat.not_found');
  return { draft: found.draft, draftVersion: found.draftVersion, mine: found.version };
}

/** @param before the draft of the locked row */
async function write(tx: Tx, key: Key, before: Draft, wanted: DraftDto): Promise<Draft> {
  const { message = '', reply = null, version } = wanted;
  const written: DraftView = { message, reply, version: version + 1, updatedAt: new Date().toISOString() };
  const draft = isEmpty(wanted) ? null : written;
  const now = { draft, draftVersion: before.draftVersion + 1, mine: before.mine + 1 };
  await tx.manager.update(Participant, key, { draft, draftVersion: now.draftVersion, version: now.mine });
  return now;
}
