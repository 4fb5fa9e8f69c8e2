import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { DraftView } from '../../contract/views/chat.view.js';
import type { DraftDto } from '../../contract/dto/preferences.dto.js';
import type { DraftStateView } from '../../contract/views/preferences.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { ChatAccess } from '../access/chat-access.js';
import { deletedAt } from '../../messages/views/message-row.js';

type Draft = Omit<DraftStateView, 'chatId'>;

/** What people have written and not sent yet, the same on all their devices. */
@Injectable()
export class Drafts {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /** @throws AppError chat.not_found */
  async show(userId: string, id: string): Promise<DraftStateView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    return { chatId, ...(await held(this.database, FIND, participantId)) };
  }

  /**
   * Of two devices that write at once the second learns of the first; the same content once more changes nothing.
   * Without a text and a reply there is no draft any more.
   * @throws AppError chat.not_found, draft.conflict, message.reply_not_found
   */
  async write(userId: string, id: string, wanted: DraftDto): Promise<DraftStateView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const change = () =>
      this.transactions.run(async (tx) => {
        const before = await held(tx.manager, `${FIND} for no key update`, participantId);
        if (isSame(before.draft, wanted)) return { chatId, ...before };
        if (before.draftVersion !== wanted.version) {
          throw new AppError('draft.conflict', { params: { version: before.draftVersion } });
        }
        if (wanted.reply !== undefined) await mustBeThere(tx, chatId, wanted.reply);
        const view = { chatId, ...(await write(tx, participantId, wanted)) };
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

async function held(on: DataSource | EntityManager, sql: string, participantId: string): Promise<Draft> {
  const [found] = await rows<Draft>(on, sql, [participantId]);
  if (!found) throw new AppError('chat.not_found');
  return found;
}

async function mustBeThere(tx: Tx, chatId: string, messageId: string): Promise<void> {
  const sql = `select 1 from messages m where m.chat_id = $1 and m.id = $2 and ${deletedAt('m')} is null`;
  if ((await rows(tx.manager, sql, [chatId, messageId])).length === 0) throw new AppError('message.reply_not_found');
}

async function write(tx: Tx, participantId: string, wanted: DraftDto): Promise<Draft> {
  const { message = '', reply = null, version } = wanted;
  const written: DraftView = { message, reply, version: version + 1, updatedAt: new Date().toISOString() };
  const [now] = await rows<Draft>(tx.manager, WRITE, [participantId, isEmpty(wanted) ? null : JSON.stringify(written)]);
  if (!now) throw new AppError('chat.not_found');
  return now;
}

const COLUMNS = 'draft, draft_version "draftVersion", version mine';

const FIND = `select ${COLUMNS} from participants where id = $1 and left_rev is null`;

const WRITE = `
  update participants set draft = $2::jsonb, draft_version = draft_version + 1, version = version + 1
  where id = $1 returning ${COLUMNS}`;
