import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';

import type { ParticipantView } from '../contract/chat.view.js';
import type { Keep } from '../platform/database/once.js';
import { rows } from '../platform/database/rows.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError } from '../platform/errors/app-error.js';
import { ChatAccess } from './chat-access.js';
import { Participants } from './participants.js';
import { seatInGroup } from './membership.js';
import { lockChat, numberChanges, type Position } from './timeline.js';

/** Whatever is said is pushed to everybody, and counting who has read it looks at every row. */
const MOST_PEOPLE = 1000;

/** Somebody who comes, or comes back: then on the row they had. */
interface Newcomer {
  id: string;
  userId: string;
}

/** Brings people into a group. */
@Injectable()
export class Invitations {
  constructor(
    private readonly access: ChatAccess,
    private readonly participants: Participants,
    private readonly transactions: Transactions,
  ) {}

  /**
   * @returns those asked for, in the order they joined; who was in already has not changed
   * @throws AppError chat.not_found, chat.is_direct, chat.not_owner, user.not_found, chat.full
   */
  async invite(
    userId: string,
    id: string,
    userIds: string[],
    keep?: Keep<ParticipantView[]>,
  ): Promise<ParticipantView[]> {
    const { chatId } = await this.access.open(userId, id);
    return this.transactions.run(async (tx) => {
      const position = await lockChat(tx, chatId);
      const { role } = await seatInGroup(tx, chatId, userId);
      if (role !== 'owner') throw new AppError('chat.not_owner');
      const newcomers = await whoIsNew(tx, chatId, [...new Set(userIds)]);
      if (newcomers.length > 0) await this.seat(tx, chatId, newcomers, position);
      const seated = await this.participants.ofUsers(tx.manager, chatId, userIds);
      await keep?.(tx, seated);
      return seated;
    });
  }

  private async seat(tx: Tx, chatId: string, newcomers: Newcomer[], { lastSeq }: Position): Promise<void> {
    const changes = newcomers.map(({ id }) => ({ kind: 'participant.joined' as const, subjectId: id }));
    const userIds = newcomers.map((newcomer) => newcomer.userId);
    const revs = await numberChanges(tx, chatId, changes, userIds);
    const seats = newcomers.map((newcomer, place) => ({ ...newcomer, rev: revs[place] ?? 0 }));
    await takeSeats(tx, chatId, seats, lastSeq);
    const seated = await this.participants.ofUsers(tx.manager, chatId, userIds);
    seated.forEach((participant, place) => {
      const rev = revs[place] ?? 0;
      tx.publish({ event: 'participant.joined', payload: { chatId, participant, rev } });
    });
    tx.publish({ event: 'chat.created', chatId, newcomers: userIds, rev: revs.at(-1) ?? 0 });
  }
}

async function whoIsNew(tx: Tx, chatId: string, userIds: string[]): Promise<Newcomer[]> {
  const asked = await rows<{ userId: string; id: string | null; isIn: boolean; people: number }>(
    tx.manager,
    `select u.id "userId", p.id, p.id is not null and p.left_rev is null "isIn",
       (select count(*)::int from participants x where x.chat_id = $1 and x.left_rev is null) people
     from users u left join participants p on p.chat_id = $1 and p.user_id = u.id
     where u.id = any ($2::uuid[]) order by u.id`,
    [chatId, userIds],
  );
  if (asked.length !== userIds.length) throw new AppError('user.not_found');
  const fresh = asked.filter(({ isIn }) => !isIn);
  const people = (asked[0]?.people ?? 0) + fresh.length;
  if (fresh.length > 0 && people > MOST_PEOPLE) throw new AppError('chat.full', { params: { limit: MOST_PEOPLE } });
  return fresh.map(({ id, userId }) => ({ id: id ?? uuidv7(), userId }));
}

/** Who comes begins with nothing unread. */
async function takeSeats(tx: Tx, chatId: string, seats: (Newcomer & { rev: number })[], lastSeq: number) {
  await tx.manager.query(
    `insert into participants as p (id, chat_id, user_id, joined_rev, last_read_seq, last_delivered_seq)
     select n.id, $1, n.user_id, n.rev, $5::int, $5::int from unnest($2::uuid[], $3::uuid[], $4::int[]) n (id, user_id, rev)
     on conflict (chat_id, user_id) do update set left_rev = null, role = 'member', joined_rev = excluded.joined_rev,
       last_read_seq = excluded.last_read_seq, last_delivered_seq = excluded.last_delivered_seq, version = p.version + 1`,
    [chatId, seats.map(({ id }) => id), seats.map(({ userId }) => userId), seats.map(({ rev }) => rev), lastSeq],
  );
}
