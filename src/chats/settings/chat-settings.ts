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

/** Pins and archives chats for one participant. Nobody else notices. */
@Injectable()
export class ChatSettings {
  /**
   * Two changes at once on this node reach the other devices in the order they were made. Changes on two nodes may overtake each
   * other: clients go by `mine`, of which the highest holds.
   */
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
    private readonly transactions: Transactions,
    private readonly bus: EventBus,
  ) {}

  /** @param pinned the state to have; the other one than now when undefined */
  async pin(userId: string, chatId: string, pinned?: boolean, keep?: Keep<PinView>): Promise<PinView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    const make = async (on: EntityManager) => ({ chatId: id, ...(await pin(on, participantId, pinned)) });
    const tell = (payload: PinView): Push => ({ event: 'chat.pinned', payload, to: { users: [userId] } });
    return this.turns.run(participantId, () => this.change(make, tell, keep));
  }

  /**
   * A message brings the chat back, unless it is muted: see `archivedSql`.
   * @param archived the state to have; the other one than now when undefined
   */
  async archive(userId: string, chatId: string, archived?: boolean, keep?: Keep<ArchiveView>): Promise<ArchiveView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    const make = async (on: EntityManager) => ({ chatId: id, ...(await archive(on, participantId, archived)) });
    const tell = (payload: ArchiveView): Push => ({ event: 'chat.archived', payload, to: { users: [userId] } });
    return this.turns.run(participantId, () => this.change(make, tell, keep));
  }

  /** A single UPDATE is already atomic. A transaction is only needed to store the idempotent answer with it. */
  private async change<View>(
    make: (on: EntityManager) => Promise<View>,
    tell: (view: View) => Push,
    keep?: Keep<View>,
  ): Promise<View> {
    if (!keep) {
      const view = await make(this.database.manager);
      this.bus.publish(tell(view));
      return view;
    }
    return this.transactions.run(async (tx) => {
      const view = await make(tx.manager);
      tx.publish(tell(view));
      await keep(tx, view);
      return view;
    });
  }
}

/** One statement, so that two toggles at once both count. */
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
