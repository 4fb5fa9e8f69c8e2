import { Injectable } from '@nestjs/common';

import type { ParticipantChangeKind } from '../chats/timeline/change.entity.js';
import { Participants } from '../chats/participants/participants.js';
import { type NumberedChange, numberChanges } from '../chats/timeline/timeline.js';
import { rows } from '../platform/database/rows.js';
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
    const [rev] = await numberChanges(tx, chatId, [{ kind: 'participant.left', subjectId: id }]);
    await tx.manager.query(`update participants set left_rev = $2, role = 'member', removed = true where id = $1`, [
      id,
      rev,
    ]);
    await this.publish(tx, chatId, [{ kind: 'participant.left', subjectId: id }], [rev ?? 0]);
    await this.announcements.say(tx, { chatId, by: me.id }, 'people.removed', { about: [id] });
  }

  async leave(tx: Tx, { chatId, me }: LockedGroup): Promise<void> {
    const ownsIt = me.chatType === 'group' && me.role === 'owner'; // a thread has no owner of its own
    const heir = ownsIt ? await heirOf(tx, chatId, me.id) : undefined;
    const changes: NumberedChange<ParticipantChangeKind>[] = [{ kind: 'participant.left', subjectId: me.id }];
    if (heir !== undefined) changes.push({ kind: 'participant.updated', subjectId: heir });
    const revs = await numberChanges(tx, chatId, changes);
    await tx.manager.query(`update participants set left_rev = $2, role = 'member' where id = $1`, [me.id, revs[0]]);
    if (heir !== undefined) await tx.manager.query(`update participants set role = 'owner' where id = $1`, [heir]);
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
  const [heir] = await rows<{ id: string }>(
    tx.manager,
    `select id from participants where chat_id = $1 and id <> $2 and left_rev is null
     order by role <> 'admin', joined_rev, id limit 1`,
    [chatId, ownerId],
  );
  return heir?.id;
}
