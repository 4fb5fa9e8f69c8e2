import { Injectable } from '@nestjs/common';
import { Any, type EntityManager } from 'typeorm';

import type { OpenChat } from '../../chats/access/chat-access.js';
import { Participant } from '../../chats/chat.entity.js';
import type { HiddenMessageView, VoteView } from '../../contract/views/message.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { PERSONAL_STATE } from './history.sql.js';

/** What one participant has done to messages for themselves, newest first. */
interface Marked {
  chatId: string;
  /** Message ids. */
  starred: string[];
  hidden: HiddenMessageView[];
  /** In polls. */
  voted: VoteView[];
}

type Row = Omit<Marked, 'hidden'> & { hidden: string[]; times: Date[] };

/** Reads the personal state of messages: stars, deletions for oneself, votes. */
@Injectable()
export class PersonalState {
  /** Reads up to 1,000 of each kind for each participant. */
  async newest(of: Pick<OpenChat, 'chatId' | 'participantId'>[], on: EntityManager): Promise<Marked[]> {
    const values = [of.map(({ chatId }) => chatId), of.map(({ participantId }) => participantId)];
    const found = await rows<Row>(on, PERSONAL_STATE, values);
    return found.map(({ times, hidden, ...marked }) => ({
      ...marked,
      hidden: times.map((at, place) => ({ messageId: hidden[place] ?? '', deletedAt: at.toISOString() })),
    }));
  }
}

/**
 * Increases the version of a participant's private state. The caller has locked their row or their chat.
 * @returns the new version, which is `mine` in pushes and answers
 */
export async function raiseVersion(
  tx: Tx,
  { chatId, participantId }: Pick<OpenChat, 'chatId' | 'participantId'>,
): Promise<number> {
  const participants = tx.manager.getRepository(Participant);
  const result = await participants.update(
    { chatId, id: participantId },
    { version: () => 'version + 1' },
    { returning: ['version'] },
  );
  return (result.raw as Pick<Participant, 'version'>[])[0]?.version ?? 0;
}

/**
 * Increases the versions of participants whose rows the caller has locked, in one statement.
 * @param participantIds somebody who is named twice gets two versions
 * @returns the new version for each, in the same order
 */
export async function raiseVersions(tx: Tx, participantIds: string[]): Promise<number[]> {
  const update = tx.manager
    .createQueryBuilder()
    .update(Participant)
    .set({ version: () => 'version + (select count(*)::int from unnest(:named::uuid[]) n where n = participants.id)' });
  const where = update.where({ id: Any(participantIds) }).setParameters({ named: participantIds });
  const raised = (await where.returning(['id', 'version']).execute()).raw as Pick<Participant, 'id' | 'version'>[];
  const newest = new Map(raised.map(({ id, version }) => [id, version]));
  return participantIds.map((id, place) => {
    const later = participantIds.slice(place + 1).filter((other) => other === id);
    return (newest.get(id) ?? 0) - later.length;
  });
}
