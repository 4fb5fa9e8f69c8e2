import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import type { Keep } from '../platform/database/once.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import type { ParticipantChangeKind } from './change.entity.js';
import { ChatAccess } from './chat-access.js';
import { Participants } from './participants.js';
import { type Seat, seatInGroup } from './membership.js';
import { lockChat, type NumberedChange, numberChanges } from './timeline.js';

type Leaver = Pick<Seat, 'id' | 'role'>;

/** Takes people out of a group: everybody themselves, its owner anybody. */
@Injectable()
export class Departures {
  constructor(
    private readonly access: ChatAccess,
    private readonly participants: Participants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * What the chat numbers after this, the one who left never hears.
   * @throws AppError chat.not_found, chat.is_direct, chat.not_owner, participant.not_found
   */
  async remove(userId: string, id: string, participantId: string, keep?: Keep<null>): Promise<null> {
    const { chatId } = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => {
      await lockChat(tx, chatId);
      const me = await seatInGroup(tx, chatId, userId);
      const leaver = participantId.toLowerCase() === me.id ? me : await another(tx, chatId, me, participantId);
      await this.letGo(tx, chatId, leaver);
      await keep?.(tx, null);
      return null;
    });
  }

  private async letGo(tx: Tx, chatId: string, leaver: Leaver): Promise<void> {
    const heir = leaver.role === 'owner' ? await heirOf(tx, chatId, leaver.id) : undefined;
    const changes: NumberedChange<ParticipantChangeKind>[] = [{ kind: 'participant.left', subjectId: leaver.id }];
    if (heir !== undefined) changes.push({ kind: 'participant.updated', subjectId: heir });
    const revs = await numberChanges(tx, chatId, changes);
    await tx.manager.query(`update participants set left_rev = $2, role = 'member' where id = $1`, [
      leaver.id,
      revs[0],
    ]);
    if (heir !== undefined) await tx.manager.query(`update participants set role = 'owner' where id = $1`, [heir]);
    for (const [place, { kind, subjectId }] of changes.entries()) {
      const participant = await this.participants.seated(tx.manager, subjectId);
      tx.publish({ event: kind, payload: { chatId, participant, rev: revs[place] ?? 0 } });
    }
  }
}

/** Whom only the owner may remove. Who may not does not learn whether they are there. */
async function another(tx: Tx, chatId: string, me: Seat, participantId: string): Promise<Leaver> {
  if (me.role !== 'owner') throw new AppError('chat.not_owner');
  const [found] = await rows<Leaver>(
    tx.manager,
    'select id, role from participants where id = $1 and chat_id = $2 and left_rev is null',
    [isUUID(participantId) ? participantId : null, chatId],
  );
  if (!found) throw new AppError('participant.not_found');
  return found;
}

/** The owner's place goes to who has been in the chat longest. */
async function heirOf(tx: Tx, chatId: string, ownerId: string): Promise<string | undefined> {
  const [heir] = await rows<{ id: string }>(
    tx.manager,
    'select id from participants where chat_id = $1 and id <> $2 and left_rev is null order by joined_rev, id limit 1',
    [chatId, ownerId],
  );
  return heir?.id;
}
