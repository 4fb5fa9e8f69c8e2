import { Injectable } from '@nestjs/common';

import type { MuteView } from '../../contract/views/chat.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { ChatAccess } from '../access/chat-access.js';
import { PRESENT } from '../membership.js';
import { Participant } from '../chat.entity.js';
import { MUTE, MUTED } from './preferences.sql.js';

/** The end of a mute without end. It is not `infinity`, which clients cannot read as a time. */
const FOR_EVER = '9999-12-31T23:59:59.999Z';

/** Mutes chats for a participant. The server pushes muted chats like others; clients show no notifications for them. */
@Injectable()
export class Mutes {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly access: ChatAccess,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Mutes a chat.
   * @param until ISO 8601; absent: without end
   * @throws AppError chat.not_found, request.invalid if `until` is not in the future
   */
  async mute(userId: string, chatId: string, until = FOR_EVER): Promise<MuteView> {
    if (Date.parse(until) <= Date.now()) throw invalid('until', 'isFuture', 'until must be in the future');
    return this.set(userId, chatId, new Date(Math.min(Date.parse(until), Date.parse(FOR_EVER))).toISOString());
  }

  /** Unmutes a chat. If messages came since it was archived, it is no longer archived. @throws AppError chat.not_found */
  unmute(userId: string, chatId: string): Promise<MuteView> {
    return this.set(userId, chatId, null);
  }

  private async set(userId: string, id: string, until: string | null): Promise<MuteView> {
    const { chatId, participantId } = await this.access.open(userId, id);
    const change = () =>
      this.transactions.run(async (tx) => {
        const [changed] = await rows<Row>(tx.manager, MUTE, [participantId, until]);
        const muted = changed ?? (await mutedNow(tx, participantId));
        if (!muted) throw new AppError('chat.not_found');
        const { mutedUntil, ...rest } = muted;
        const view = { chatId, mutedUntil: mutedUntil === null ? null : new Date(mutedUntil).toISOString(), ...rest };
        if (changed) tx.publish({ event: 'chat.muted', payload: view, to: { users: [userId] } });
        return view;
      });
    return this.turns.run(participantId, change);
  }
}

type Row = Omit<MuteView, 'chatId' | 'mutedUntil'> & {
  /** Milliseconds since 1970. */
  mutedUntil: number | null;
};

function mutedNow({ manager }: Tx, id: string): Promise<Row | undefined> {
  const participant = manager
    .createQueryBuilder(Participant, 'p')
    .innerJoin('p.chat', 'c')
    .where({ id, ...PRESENT });
  return participant.select(MUTED).getRawOne<Row>();
}
