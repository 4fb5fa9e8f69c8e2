import { Injectable } from '@nestjs/common';

import { ChatAccess } from '../chats/access/chat-access.js';
import { Participant } from '../chats/chat.entity.js';
import { Participants } from '../chats/participants/participants.js';
import { numberChanges } from '../chats/timeline/timeline.js';
import type { ParticipantRole, ParticipantView } from '../contract/views/chat.view.js';
import type { Keep } from '../platform/database/once.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { invalid } from '../platform/errors/app-error.js';
import { Announcements } from './announcements.js';
import { lockGroup, type Other, otherOf } from './group-lock.js';

interface Change {
  participantId: string;
  role: ParticipantRole;
}

/** In which locked group a role is given, by which participant. */
interface Giving {
  chatId: string;
  by: string;
  /** The participant id of the owner until now. */
  ownerId: string | undefined;
}

/** Gives a role in a locked group, and writes the system message. There is always exactly one owner. */
@Injectable()
export class RoleChanges {
  constructor(
    private readonly announcements: Announcements,
    private readonly participants: Participants,
  ) {}

  /** If somebody becomes the owner, the previous owner becomes an admin. @throws AppError request.invalid for another role of the owner */
  async give(tx: Tx, { chatId, by, ownerId }: Giving, { id }: Other, role: ParticipantRole): Promise<void> {
    if (id === ownerId) throw invalid('role', 'notOwn', 'the owner stays owner until somebody else is made it');
    const changes = [{ id, role }];
    if (role === 'owner' && ownerId !== undefined) changes.push({ id: ownerId, role: 'admin' });
    const numbered = changes.map((one) => ({ kind: 'participant.updated' as const, subjectId: one.id }));
    const revs = await numberChanges(tx, chatId, numbered);
    for (const one of changes) {
      await tx.manager.update(Participant, { id: one.id }, { role: one.role });
    }
    for (const [place, one] of changes.entries()) {
      const participant = await this.participants.viewOf(tx.manager, one.id);
      tx.publish({ event: 'participant.updated', payload: { chatId, participant, rev: revs[place] ?? 0 } });
    }
    const event = role === 'owner' ? 'ownership.transferred' : 'role.changed';
    await this.announcements.write(tx, { chatId, by }, event, { about: [id], value: role === 'owner' ? null : role });
  }
}

/** Changes roles in a group for its owner. */
@Injectable()
export class Roles {
  constructor(
    private readonly access: ChatAccess,
    private readonly changes: RoleChanges,
    private readonly participants: Participants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Changes a participant's role. If somebody else becomes the owner, the previous owner becomes an admin. The role that they have already changes
   * nothing.
   * @throws AppError chat.not_found, chat.is_direct, chat.is_thread, chat.not_owner, participant.not_found, request.invalid
   */
  async change(
    userId: string,
    id: string,
    { participantId, role }: Change,
    keep?: Keep<ParticipantView>,
  ): Promise<ParticipantView> {
    const chat = await this.access.open(userId, id);
    return this.transactions.runInTurn(chat.chatId, async (tx) => {
      const group = await lockGroup(tx, chat, userId, role === 'owner' ? 'ownership.transfer' : 'roles.change');
      const other = await otherOf(tx, group, participantId);
      const place = { chatId: group.chatId, by: group.me.id, ownerId: group.me.id };
      if (other.role !== role) await this.changes.give(tx, place, other, role);
      const participant = await this.participants.viewOf(tx.manager, other.id);
      await keep?.(tx, participant);
      return participant;
    });
  }
}
