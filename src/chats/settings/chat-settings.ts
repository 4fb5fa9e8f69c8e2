import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { Push } from '../../contract/events.js';
import type { ArchiveView, PinView } from '../../contract/views/chat.view.js';
import type { Keep } from '../../platform/database/once.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { archivedSql } from '../preferences/archived-sql.js';
import { ChatAccess } from '../access/chat-access.js';

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
    const make = async (on: On) => {
      const { now, mine } = await write<FlagRow>(on, PIN, participantId, pinned);
      return { chatId: id, pinned: now, mine };
    };
    const tell = (payload: PinView): Push => ({ event: 'chat.pinned', payload, to: { users: [userId] } });
    return this.turns.run(participantId, () => this.change(make, tell, keep));
  }

  /**
   * A message brings the chat back, unless it is muted: see `archivedSql`.
   * @param archived the state to have; the other one than now when undefined
   */
  async archive(userId: string, chatId: string, archived?: boolean, keep?: Keep<ArchiveView>): Promise<ArchiveView> {
    const { chatId: id, participantId } = await this.access.open(userId, chatId);
    const make = async (on: On) => {
      const { now, archivedSeq, mine } = await write<ArchiveRow>(on, ARCHIVE, participantId, archived);
      return { chatId: id, archived: now, archivedSeq, mine };
    };
    const tell = (payload: ArchiveView): Push => ({ event: 'chat.archived', payload, to: { users: [userId] } });
    return this.turns.run(participantId, () => this.change(make, tell, keep));
  }

  /** A single UPDATE is already atomic. A transaction is only needed to store the idempotent answer with it. */
  private async change<View>(
    make: (on: On) => Promise<View>,
    tell: (view: View) => Push,
    keep?: Keep<View>,
  ): Promise<View> {
    if (!keep) {
      const view = await make(this.database);
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

type On = DataSource | EntityManager;

interface FlagRow {
  now: boolean;
  /** The version of the participant's private state, which grows with a change and not without. */
  mine: number;
}

interface ArchiveRow extends FlagRow {
  archivedSeq: number | null;
}

/** One statement, so that two toggles at once both count. */
async function write<Row>(on: On, sql: string, participantId: string, value?: boolean): Promise<Row> {
  const [row] = await rows<Row>(on, sql, [participantId, value ?? null]);
  if (!row) throw new AppError('chat.not_found');
  return row;
}

const PIN = `
  update participants
  set pinned = coalesce($2, not pinned), version = version + (coalesce($2, not pinned) <> pinned)::int
  where id = $1 and left_rev is null returning pinned as now, version as mine`;

const IS = archivedSql('p', 'c');
const CHANGES = `coalesce($2, not ${IS}) <> ${IS}`;

/** Answers `archivedSeq`: clients compare it with their own last message, so a message sent at the same moment brings the chat back everywhere. */
const ARCHIVE = `
  update participants p
  set archived = case when ${CHANGES} then not ${IS} else p.archived end,
    archived_seq = case when ${CHANGES} and not ${IS} then c.last_seq else p.archived_seq end,
    version = p.version + (${CHANGES})::int
  from chats c where p.id = $1 and p.left_rev is null and c.id = p.chat_id
  returning ${IS} now, case when p.archived then p.archived_seq end "archivedSeq", p.version mine`;
