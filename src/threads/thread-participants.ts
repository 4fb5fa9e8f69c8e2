import { Injectable } from '@nestjs/common';
import { Any } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import { addParticipants } from '../chats/participants/add-participants.js';
import { Participant } from '../chats/participants/participant.entity.js';
import { Participants } from '../chats/participants/participants.js';
import { numberChanges } from '../chats/timeline/timeline.js';
import type { Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';

/** Who follows a thread. Every thread named here is locked. */
@Injectable()
export class ThreadParticipants {
  constructor(private readonly participants: Participants) {}

  /** A new follower sees all of it, and begins with nothing unread. @throws AppError thread.removed */
  async take(tx: Tx, threadId: string, userId: string): Promise<void> {
    const [before] = await participantsOf(tx, [threadId], userId);
    if (before?.leftRev === null) return;
    if (before?.removed) throw new AppError('thread.removed');
    const id = before?.id ?? uuidv7();
    const [rev = 0] = await numberChanges(tx, threadId, [{ kind: 'participant.joined', subjectId: id }], [userId]);
    await addParticipants(tx.manager, threadId, [{ id, userId }], [rev], 'as before');
    const participant = await this.participants.viewOf(tx.manager, id);
    tx.publish({ event: 'participant.joined', payload: { chatId: threadId, participant, rev } });
    tx.publish({ event: 'chat.created', chatId: threadId, newcomers: [userId], rev });
  }

  async leave(tx: Tx, threadIds: string[], userId: string): Promise<void> {
    for (const { id, chatId } of (await participantsOf(tx, threadIds, userId)).filter(
      ({ leftRev }) => leftRev === null,
    )) {
      const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'participant.left', subjectId: id }]);
      await tx.manager.update(Participant, { id }, { leftRev: rev });
      const participant = await this.participants.viewOf(tx.manager, id);
      tx.publish({ event: 'participant.left', payload: { chatId, participant, rev } });
    }
  }
}

/** Whoever has followed these threads, now or before, as this user. */
function participantsOf({ manager }: Tx, threadIds: string[], userId: string) {
  return manager.find(Participant, {
    select: { id: true, chatId: true, leftRev: true, removed: true },
    where: { chatId: Any(threadIds), userId },
    order: { chatId: 'ASC' },
  });
}
