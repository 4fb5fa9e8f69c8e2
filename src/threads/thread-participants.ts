import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';

import { Participants } from '../chats/participants/participants.js';
import { numberChanges } from '../chats/timeline/timeline.js';
import { rows } from '../platform/database/rows.js';
import type { Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';

interface ThreadParticipant {
  id: string;
  isIn: boolean;
  /** Somebody who may took them out. */
  removed: boolean;
}

/** Who follows a thread. Every thread named here is locked. */
@Injectable()
export class ThreadParticipants {
  constructor(private readonly participants: Participants) {}

  /** Who comes sees all of it, and begins with nothing unread. @throws AppError thread.removed */
  async take(tx: Tx, threadId: string, userId: string): Promise<void> {
    const [before] = await participantsOf(tx, [threadId], userId);
    if (before?.isIn) return;
    if (before?.removed) throw new AppError('thread.removed');
    const id = before?.id ?? uuidv7();
    const [rev = 0] = await numberChanges(tx, threadId, [{ kind: 'participant.joined', subjectId: id }], [userId]);
    await tx.manager.query(TAKE, [id, threadId, userId, rev]);
    const participant = await this.participants.viewOf(tx.manager, id);
    tx.publish({ event: 'participant.joined', payload: { chatId: threadId, participant, rev } });
    tx.publish({ event: 'chat.created', chatId: threadId, newcomers: [userId], rev });
  }

  async leave(tx: Tx, threadIds: string[], userId: string): Promise<void> {
    for (const { id, chatId } of (await participantsOf(tx, threadIds, userId)).filter(({ isIn }) => isIn)) {
      const [rev = 0] = await numberChanges(tx, chatId, [{ kind: 'participant.left', subjectId: id }]);
      await tx.manager.query('update participants set left_rev = $2 where id = $1', [id, rev]);
      const participant = await this.participants.viewOf(tx.manager, id);
      tx.publish({ event: 'participant.left', payload: { chatId, participant, rev } });
    }
  }
}

function participantsOf(
  tx: Tx,
  threadIds: string[],
  userId: string,
): Promise<(ThreadParticipant & { chatId: string })[]> {
  return rows(
    tx.manager,
    `select id, chat_id "chatId", left_rev is null "isIn", removed from participants
     where chat_id = any ($1::uuid[]) and user_id = $2 order by chat_id`,
    [threadIds, userId],
  );
}

const TAKE = `
  insert into participants as p (id, chat_id, user_id, joined_rev, last_read_rev, last_read_seq, last_delivered_seq, blocked)
  select $1, t.id, $3, $4::int, $4::int, t.last_seq, t.last_seq, s.blocked
  from chats t join participants s on s.chat_id = t.parent_id and s.user_id = $3 where t.id = $2
  on conflict (chat_id, user_id) do update set left_rev = null, joined_rev = excluded.joined_rev, version = p.version + 1,
    last_read_rev = excluded.last_read_rev, last_read_seq = excluded.last_read_seq, last_delivered_seq = excluded.last_delivered_seq, blocked = excluded.blocked`;
