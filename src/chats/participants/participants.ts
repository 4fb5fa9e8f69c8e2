import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { ParticipantView } from '../../contract/views/chat.view.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { blockedWith } from '../../users/blocked-with.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import { PARTICIPANT_COLUMNS, participantColumns, type ParticipantRow, participantView } from './participant-row.js';

/** The part of a chat that is hidden from a participant: messages up to `seq`, hidden at a time. */
export interface Hidden {
  seq: number;
  at: Date;
}

/** What a socket needs to know of a chat its user is in. */
export interface Membership {
  chatId: string;
  participantId: string;
  /** The `rev` at which they last joined. */
  joinedRev: number;
  lastSeq: number;
  lastRev: number;
  hidden: Hidden | null;
}

/** Reads who is in which chat. */
@Injectable()
export class Participants {
  constructor(
    private readonly database: DataSource,
    private readonly statuses: OnlineStatuses,
  ) {}

  /** One page of a chat's people, in the order they joined, as one of them sees them. @param without the participant to leave out */
  async page(
    viewerId: string,
    chatId: string,
    { page, limit }: { page: number; limit: number },
    without: string | null = null,
  ): Promise<{ data: ParticipantView[]; hasMore: boolean }> {
    const found = await rows<ParticipantRow>(
      this.database,
      `select ${participantColumns('$5')}
       from participants p join users u on u.id = p.user_id
       where p.chat_id = $1 and p.left_rev is null and p.id is distinct from $4::uuid
       order by p.joined_rev, p.id limit $2 offset $3`,
      [chatId, limit + 1, (page - 1) * limit, without, viewerId],
    );
    return { data: found.slice(0, limit).map((row) => this.view(row)), hasMore: found.length > limit };
  }

  /** Those of these users who are in a chat, in the order they joined. @param manager of the transaction that changes them */
  async ofUsers(manager: EntityManager, chatId: string, userIds: string[]): Promise<ParticipantView[]> {
    const found = await rows<ParticipantRow>(
      manager,
      `select ${PARTICIPANT_COLUMNS} from participants p join users u on u.id = p.user_id
       where p.chat_id = $1 and p.user_id = any ($2::uuid[]) and p.left_rev is null order by p.joined_rev, p.id`,
      [chatId, userIds],
    );
    return found.map((row) => this.view(row));
  }

  /** One participant, who may have left. @param manager of the transaction that changes them */
  async viewOf(manager: EntityManager, participantId: string): Promise<ParticipantView> {
    const [found] = await rows<ParticipantRow>(
      manager,
      `select ${PARTICIPANT_COLUMNS} from participants p join users u on u.id = p.user_id where p.id = $1`,
      [participantId],
    );
    if (!found) throw new AppError('participant.not_found');
    return this.view(found);
  }

  /** The chats a user is in, with where each stands now. */
  async membershipsOf(userId: string): Promise<Membership[]> {
    const found = await rows<Membership & HiddenRow>(
      this.database,
      `select c.id as "chatId", p.id as "participantId", p.joined_rev as "joinedRev", c.last_seq as "lastSeq", c.last_rev as "lastRev",
         p.hidden_seq, p.hidden_at
       from participants p join chats c on c.id = p.chat_id where p.user_id = $1 and p.left_rev is null`,
      [userId],
    );
    return found.map((row) => ({ ...row, hidden: readHidden(row) }));
  }

  /** The part of a chat that is hidden from a user; null where they see all of it. */
  async hiddenFrom(userId: string, chatId: string): Promise<Hidden | null> {
    const sql = 'select hidden_seq, hidden_at from participants where chat_id = $1 and user_id = $2';
    const [found] = await rows<HiddenRow>(this.database, sql, [chatId, userId]);
    return found ? readHidden(found) : null;
  }

  /** For those of these users who are in the chat: the `rev` at which they joined, by user id. */
  async joinedRevs(chatId: string, userIds: string[]): Promise<Map<string, number>> {
    const found = await rows<{ userId: string; joinedRev: number }>(
      this.database,
      `select user_id "userId", joined_rev "joinedRev" from participants
       where chat_id = $1 and user_id = any ($2::uuid[]) and left_rev is null`,
      [chatId, userIds],
    );
    return new Map(found.map(({ userId, joinedRev }) => [userId, joinedRev]));
  }

  /**
   * Everybody who shares a chat of up to `upTo` people with a user.
   * @param what who has blocked the other, or is blocked, does not hear of `presence`
   */
  async acquaintancesOf(userId: string, upTo: number, what: 'presence' | 'name'): Promise<string[]> {
    const found = await rows<{ user_id: string }>(
      this.database,
      `select distinct q.user_id from participants p
       join lateral (
         select user_id, count(*) over () people
         from (select x.user_id from participants x where x.chat_id = p.chat_id and x.left_rev is null limit $2 + 1) few
       ) q on q.people <= $2
       where p.user_id = $1 and p.left_rev is null and ($3 = 'name' or q.user_id not in ${blockedWith('$1')})`,
      [userId, upTo, what],
    );
    return found.map(({ user_id }) => user_id);
  }

  private view(row: ParticipantRow): ParticipantView {
    return participantView(row, (user) => this.statuses.view(user));
  }
}

interface HiddenRow {
  hidden_seq: number;
  hidden_at: Date | null;
}

const readHidden = ({ hidden_seq: seq, hidden_at: at }: HiddenRow): Hidden | null =>
  seq > 0 && at ? { seq, at } : null;
