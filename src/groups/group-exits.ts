import { Injectable } from '@nestjs/common';
import { Not } from 'typeorm';

import type { ParticipantChangeKind } from '../chats/timeline/change.entity.js';
import { PRESENT } from '../chats/membership.js';
import { Participant } from '../chats/participants/participant.entity.js';
import { Participants } from '../chats/participants/participants.js';
import { type NumberedChange, numberChanges } from '../chats/timeline/timeline.js';
import type { Tx } from '../platform/database/transactions.js';
import { Announcements } from './announcements.js';
import type { LockedGroup, Other } from './group-lock.js';

/** Removes a participant from a locked group, and writes the system message. */
@Injectable()
export class GroupExits {
  constructor(
    private readonly participants: Participants,
    private readonly announcements: Announcements,
  ) {}

  async putOut(tx: Tx, { chatId, me }: LockedGroup, { id }: Other): Promise<void> {
    const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'participant.left', subjectId: id }]);
    await tx.manager.update(Participant, { id }, { leftRev: rev, role: 'member', removed: true });
    await this.publish(tx, chatId, [{ kind: 'participant.left', subjectId: id }], [rev]);
    await this.announcements.say(tx, { chatId, by: me.id }, 'people.removed', { about: [id] });
  }

  async leave(tx: Tx, { chatId, me }: LockedGroup): Promise<void> {
    const ownsIt = me.chatType === 'group' && me.role === 'owner'; // a thread has no owner of its own
    const heir = ownsIt ? await heirOf(tx, chatId, me.id) : undefined;
    const changes: NumberedChange<ParticipantChangeKind>[] = [{ kind: 'participant.left', subjectId: me.id }];
    if (heir !== undefined) changes.push({ kind: 'participant.updated', subjectId: heir });
    const revs = await numberChanges(tx, chatId, changes);
    const [rev = 0] = revs;
    await tx.manager.update(Participant, { id: me.id }, { leftRev: rev, role: 'member' });
    if (heir !== undefined) await tx.manager.update(Participant, { id: heir }, { role: 'owner' });
    await this.publish(tx, chatId, changes, revs);
    const place = { chatId, by: me.id };
    await this.announcements.say(tx, place, 'people.left', { about: [me.id] });
    if (heir !== undefined) await this.announcements.say(tx, place, 'ownership.transferred', { about: [heir] });
  }

  private async publish(
    tx: Tx,
    chatId: string,
    changes: NumberedChange<ParticipantChangeKind>[],
    revs: number[],
  ): Promise<void> {
    for (const [place, { kind, subjectId }] of changes.entries()) {
      const participant = await this.participants.viewOf(tx.manager, subjectId);
      tx.publish({ event: kind, payload: { chatId, participant, rev: revs[place] ?? 0 } });
    }
  }
}

/** The next owner: the admin who has been in the chat longest, or without admins the participant who has. */
async function heirOf(tx: Tx, chatId: string, ownerId: string): Promise<string | undefined> {
  const heir = await tx.manager
    .createQueryBuilder(Participant, 'p')
    .select('p.id', 'id')
    .where({ chatId, id: Not(ownerId), ...PRESENT })
    .orderBy("p.role <> 'admin'")
    .addOrderBy('p.joinedRev')
    .addOrderBy('p.id')
    .limit(1)
    .getRawOne<{ id: string }>();
  return heir?.id;
}
