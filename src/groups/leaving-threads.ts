import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { rows } from '../platform/database/rows.js';
import type { Tx } from '../platform/database/transactions.js';
import { ThreadParticipants } from '../threads/thread-participants.js';

/** A thread of the chat that the leaving participant follows. */
interface Followed {
  id: string;
  userId: string;
}

/** Removes a participant who leaves a chat from its threads. */
@Injectable()
export class LeavingThreads {
  constructor(private readonly participants: ThreadParticipants) {}

  /**
   * Locks a chat and those of its threads that a participant follows, in one statement and in the order of ids, like every lock of
   * several chats.
   * @returns the threads; null when they began to follow one meanwhile, so that it has to be tried anew
   */
  async lock(tx: Tx, chatId: string, participantId: string): Promise<Followed[] | null> {
    const leaver = [chatId, isUUID(participantId) ? participantId : null];
    const locked = await rows<{ id: string }>(tx.manager, LOCK, leaver);
    const followed = await rows<Followed>(tx.manager, FOLLOWED, leaver);
    const held = new Set(locked.map(({ id }) => id));
    return followed.every(({ id }) => held.has(id)) ? followed : null;
  }

  /** @param threads locked ones */
  async leave(tx: Tx, threads: Followed[]): Promise<void> {
    const ids = threads.map(({ id }) => id);
    const [one] = threads;
    if (one) await this.participants.leave(tx, ids, one.userId);
  }
}

const followed = (columns: string): string => `
  select ${columns} from participants l
  join chats t on t.parent_id = l.chat_id
  join participants q on q.chat_id = t.id and q.user_id = l.user_id and q.left_rev is null
  where l.chat_id = $1 and l.id = $2 and l.left_rev is null`;

const FOLLOWED = followed('t.id, q.user_id "userId"');

const LOCK = `select id from chats where id = $1 or id in (${followed('t.id')}) order by id for no key update`;
