import type { EntityManager } from 'typeorm';

import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';

interface Adding {
  /** User id of the person who adds. */
  by: string;
  userIds: string[];
  /** People who are in this chat already are not checked. Null while there is no chat yet. */
  chatId: string | null;
}

/**
 * Checks `whoMayAddMe` of each person who is to be added to a group or thread. They can be sent an invite link instead.
 * @throws AppError user.invite_only, with the `userIds` of all of them
 */
export async function mustAllowAdding(on: EntityManager, { by, userIds, chatId }: Adding): Promise<void> {
  const unwilling = await rows<{ id: string }>(on, UNWILLING, [by, userIds, chatId]);
  if (unwilling.length === 0) return;
  throw new AppError('user.invite_only', { params: { userIds: unwilling.map(({ id }) => id) } });
}

/** The latest messages of a direct chat. */
const LOOKED_THROUGH = 1_000;

/**
 * Anybody may start a direct chat with anybody. So a direct chat counts as shared only if this person started it or has written in it,
 * which is looked up in its latest messages only: nobody can make this slow by writing a lot.
 */
const SHARES_A_CHAT = `exists (
    select from participants mine
    join participants theirs on theirs.chat_id = mine.chat_id and theirs.user_id = u.id and theirs.left_rev is null
    join chats c on c.id = mine.chat_id
    where mine.user_id = $1 and mine.left_rev is null and (c.type <> 'direct' or c.created_by = u.id or theirs.id in (
      select m.participant_id from messages m where m.chat_id = c.id and m.seq > c.last_seq - ${LOOKED_THROUGH})))`;

const UNWILLING = `
  select u.id from users u
  where u.id = any ($2::uuid[]) and u.id <> $1 and u.who_may_add_me <> 'everybody'
    and (u.who_may_add_me = 'nobody' or not ${SHARES_A_CHAT})
    and not exists (
      select from participants p where p.chat_id = $3::uuid and p.user_id = u.id and p.left_rev is null)
  order by u.id`;
