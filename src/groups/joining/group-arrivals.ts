import { Injectable } from '@nestjs/common';
import { uuidv7 } from 'uuidv7';

import { Participants } from '../../chats/participants/participants.js';
import { numberChanges } from '../../chats/timeline/timeline.js';
import type { Plan } from '../../contract/views/user.view.js';
import { rows } from '../../platform/database/rows.js';
import type { Tx } from '../../platform/database/transactions.js';
import { AppError } from '../../platform/errors/app-error.js';
import { PLANS } from '../../users/plans.js';
import { Announcements } from '../announcements.js';

/** A person who joins. Somebody who was in the group before gets their row back. */
interface Newcomer {
  id: string;
  userId: string;
}

/** Adds people to a locked group, and writes the system message. All ways to join end here. */
@Injectable()
export class GroupArrivals {
  constructor(
    private readonly participants: Participants,
    private readonly announcements: Announcements,
  ) {}

  /**
   * People who are in already do not change.
   * @param by the participant who brings them
   * @throws AppError user.not_found, chat.full
   */
  async bring(tx: Tx, chatId: string, userIds: string[], by: string): Promise<void> {
    const newcomers = await whoIsNew(tx, chatId, userIds);
    if (newcomers.length === 0) return;
    await this.add(tx, chatId, newcomers);
    await this.announcements.say(tx, { chatId, by }, 'people.added', { about: newcomers.map(({ id }) => id) });
  }

  /** Somebody who comes by themselves. @throws AppError chat.full */
  async join(tx: Tx, chatId: string, userId: string): Promise<void> {
    const [newcomer] = await whoIsNew(tx, chatId, [userId]);
    if (!newcomer) return;
    await this.add(tx, chatId, [newcomer]);
    await this.announcements.say(tx, { chatId, by: newcomer.id }, 'people.joined', { about: [newcomer.id] });
  }

  private async add(tx: Tx, chatId: string, newcomers: Newcomer[]): Promise<void> {
    const changes = newcomers.map(({ id }) => ({ kind: 'participant.joined' as const, subjectId: id }));
    const joining = newcomers.map(({ userId }) => userId);
    const revs = await numberChanges(tx, chatId, changes, joining);
    await addParticipants(tx, chatId, newcomers, revs);
    await tx.manager.query('delete from join_requests where chat_id = $1 and user_id = any ($2::uuid[])', [
      chatId,
      joining,
    ]);
    const added = await this.participants.ofUsers(tx.manager, chatId, joining);
    added.forEach((participant, place) => {
      tx.publish({ event: 'participant.joined', payload: { chatId, participant, rev: revs[place] ?? 0 } });
    });
    tx.publish({ event: 'chat.created', chatId, newcomers: joining, rev: revs.at(-1) ?? 0 });
  }
}

async function whoIsNew(tx: Tx, chatId: string, userIds: string[]): Promise<Newcomer[]> {
  const asked = await rows<Omit<Newcomer, 'id'> & { id: string | null; isIn: boolean; people: number; plan: Plan }>(
    tx.manager,
    WHO_IS_NEW,
    [chatId, userIds],
  );
  if (asked.length !== userIds.length) throw new AppError('user.not_found');
  const fresh = asked.filter(({ isIn }) => !isIn);
  const { people, plan } = asked[0] ?? { people: 0, plan: 'free' };
  const limit = PLANS[plan].participants;
  if (fresh.length > 0 && people + fresh.length > limit) throw new AppError('chat.full', { params: { limit, plan } });
  return fresh.map(({ id, userId }) => ({ id: id ?? uuidv7(), userId }));
}

const WHO_IS_NEW = `
  select u.id "userId", p.id, p.id is not null and p.left_rev is null "isIn",
    (select count(*)::int from participants x where x.chat_id = $1 and x.left_rev is null) people,
    coalesce((select o.plan from participants x join users o on o.id = x.user_id
      where x.chat_id = $1 and x.role = 'owner' and x.left_rev is null limit 1), 'free') plan
  from users u left join participants p on p.chat_id = $1 and p.user_id = u.id
  where u.id = any ($2::uuid[]) order by u.id`;

/** A new participant begins with nothing unread, and sees earlier messages unless the group hides them. */
async function addParticipants(tx: Tx, chatId: string, newcomers: Newcomer[], revs: number[]): Promise<void> {
  await tx.manager.query(ADD_PARTICIPANTS, [
    chatId,
    newcomers.map(({ id }) => id),
    newcomers.map(({ userId }) => userId),
    revs,
  ]);
}

const ADD_PARTICIPANTS = `
  insert into participants as p
    (id, chat_id, user_id, joined_rev, last_read_rev, last_read_seq, last_delivered_seq, hidden_seq, hidden_at)
  select n.id, c.id, n.user_id, n.rev, n.rev, c.last_seq, c.last_seq,
    case when c.history_hidden then c.last_seq else 0 end, case when c.history_hidden then now() end
  from chats c, unnest($2::uuid[], $3::uuid[], $4::int[]) n (id, user_id, rev) where c.id = $1
  on conflict (chat_id, user_id) do update set left_rev = null, role = 'member', joined_rev = excluded.joined_rev,
    last_read_rev = excluded.last_read_rev,
    last_read_seq = excluded.last_read_seq, last_delivered_seq = excluded.last_delivered_seq,
    hidden_seq = excluded.hidden_seq, hidden_at = excluded.hidden_at,
    removed = false, version = p.version + 1, joined_version = p.version + 1`;
