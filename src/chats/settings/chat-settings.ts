import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { Push } from '../../contract/events.js';
import type { ArchiveView, PinView } from '../../contract/views/chat.view.js';
import type { Keep } from '../../platform/database/once.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { ChatAccess } from '../access/chat-access.js';
import { PRESENT } from '../membership.js';
import { Participant } from '../chat.entity.js';
import { ARCHIVE } from '../preferences/preferences.sql.js';

/** Pins and archives chats for one participant. Nobody else sees it. */
@Injectable()
export class ChatSettings {
  /**
   * Serialises the changes of one participant on this node, so that their pushes are in order. Pushes of two nodes may arrive in either order:
   * clients keep the one with the highest `mine`.
   */
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly bus: EventBus,
  ) {}

  /**
   * Pins or unpins a chat.
   * @param pinned undefined toggles
   * @param keep stores the answer for a retry, in the same transaction
   * @throws AppError chat.not_found
   */
  async pin(userId: string, chatId: string, pinned?: boolean, keep?: Keep<PinView>): Promise<PinView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    const make = async (on: EntityManager) => ({ chatId: id, ...(await pin(on, participantId, pinned)) });
    const pushOf = (payload: PinView): Push => ({ event: 'chat.pinned', payload, to: { users: [userId] } });
    return this.turns.run(participantId, () => this.change(make, pushOf, keep));
  }

  /**
   * Archives or unarchives a chat. A later message unarchives it, unless it is muted: see `archivedSql`.
   * @param archived undefined toggles
   * @param keep stores the answer for a retry, in the same transaction
   * @throws AppError chat.not_found
   */
  async archive(userId: string, chatId: string, archived?: boolean, keep?: Keep<ArchiveView>): Promise<ArchiveView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    const make = async (on: EntityManager) => ({ chatId: id, ...(await archive(on, participantId, archived)) });
    const pushOf = (payload: ArchiveView): Push => ({ event: 'chat.archived', payload, to: { users: [userId] } });
    return this.turns.run(participantId, () => this.change(make, pushOf, keep));
  }

  /** A single UPDATE is already atomic. A transaction is only needed to store the idempotent answer with it. */
  private async change<View>(
    make: (on: EntityManager) => Promise<View>,
    pushOf: (view: View) => Push,
    keep?: Keep<View>,
  ): Promise<View> {
    if (!keep) {
      const view = await make(this.database.manager);
      this.bus.publish(pushOf(view));
      return view;
    }
    return this.transactions.run(async (tx) => {
      const view = await make(tx.manager);
      tx.publish(pushOf(view));
      await keep(tx, view);
      return view;
    });
  }
}

/** One statement, so that two toggles at the same time both take effect. */
async function pin(on: EntityManager, id: string, pinned?: boolean): Promise<Omit<PinView, 'chatId'>> {
  const wanted = 'coalesce(:wanted, not pinned)';
  const update = on
    .createQueryBuilder()
    .update(Participant)
    .setParameters({ wanted: pinned ?? null });
  const updated = await update
    .set({ pinned: () => wanted, version: () => `version + (${wanted} <> pinned)::int` })
    .where({ id, ...PRESENT })
    .returning(['pinned', 'version'])
    .execute();
  const [row] = updated.raw as Pick<Participant, 'pinned' | 'version'>[];
  if (!row) throw new AppError('chat.not_found');
  return { pinned: row.pinned, mine: row.version };
}

async function archive(on: EntityManager, id: string, archived?: boolean): Promise<Omit<ArchiveView, 'chatId'>> {
  const [row] = await rows<ArchiveRow>(on, ARCHIVE, [id, archived ?? null]);
  if (!row) throw new AppError('chat.not_found');
  return { archived: row.now, archivedSeq: row.archivedSeq, mine: row.mine };
}

type ArchiveRow = Omit<ArchiveView, 'chatId' | 'archived'> & { now: boolean };
