import { Injectable } from '@nestjs/common';

import type { BlockedView } from '../../contract/views/block.view.js';
import { rows } from '../../platform/database/rows.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { invalid } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/keyed-mutex.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import type { User } from '../../users/user.entity.js';
import { UsersService } from '../../users/users.service.js';
import { lockPair, pairOf } from '../access/direct-pair.js';

/** Blocks and unblocks people. The blocked person is not told, and can no longer find the other. Groups they share are not affected. */
@Injectable()
export class Blocks {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly users: UsersService,
    private readonly statuses: OnlineStatuses,
    private readonly transactions: Transactions,
  ) {}

  /** Doing it twice is doing it once. @throws AppError user.not_found, request.invalid for oneself, overloaded */
  async set(userId: string, otherId: string, blocked: boolean): Promise<BlockedView> {
    const other = await this.users.get(otherId);
    if (other.id === userId) throw invalid('user', 'isAnother', 'user must be somebody else');
    const me = await this.users.get(userId);
    const view = { userId: other.id, blocked };
    await this.turns.run(userId, () =>
      this.transactions.run(async (tx) => {
        const changed = await write(tx, userId, other.id, blocked);
        if (!changed) return;
        tx.publish({ event: 'user.blocked', payload: view, to: { users: [userId] } });
        if (!changed.acquainted || changed.back) return; // nothing that the other may see has changed
        this.show(tx, me, other, blocked);
        this.show(tx, other, me, blocked);
      }),
    );
    return view;
  }

  /** Pushes presence to the other person, as if this one had gone offline or come back. */
  private show(tx: Tx, person: User, to: User, hidden: boolean): void {
    const { id: userId } = person;
    const seen = { userId, status: this.statuses.of(person), lastSeenAt: this.statuses.lastSeen(person) };
    const payload = hidden ? { userId, status: 'offline' as const, lastSeenAt: null } : seen;
    tx.publish({ event: 'presence.changed', payload, to: { users: [to.id] } });
  }
}

interface Changed {
  /** The other person has blocked this one, too. */
  back: boolean;
  /** They share a chat. */
  acquainted: boolean;
}

/** Runs under the lock of their direct chat and its threads: a send is stored before the block, or refused. */
async function write(tx: Tx, userId: string, otherId: string, blocked: boolean): Promise<Changed | null> {
  const pair = pairOf(userId, otherId);
  await lockPair(tx, pair);
  await tx.manager.query(LOCK, [pair]);
  const written = await rows(tx.manager, blocked ? BLOCK : UNBLOCK, [userId, otherId]);
  if (written.length === 0) return null;
  const [changed] = await rows<Changed>(tx.manager, CHANGED, [userId, otherId]);
  await tx.manager.query(SHOW_BLOCK, [pair, blocked || (changed?.back ?? false)]);
  return changed ?? null;
}

const BLOCK = 'insert into blocks (blocker_id, blocked_id) values ($1, $2) on conflict do nothing returning blocked_id';
const UNBLOCK = 'delete from blocks where blocker_id = $1 and blocked_id = $2 returning blocked_id';

/** The direct chat of a pair, and its threads. */
const CHATS = '(pair = $1 or parent_id = (select id from chats where pair = $1))';

/** In the order of ids, like every lock of several chats. */
const LOCK = `select id from chats where ${CHATS} order by id for no key update`;

/** Includes a thread that was begun while this waited for the lock. */
const SHOW_BLOCK = `
  update participants set blocked = $2 where blocked <> $2 and chat_id in (select id from chats where ${CHATS})`;

const CHANGED = `
  select exists (select from blocks where blocker_id = $2 and blocked_id = $1) back, exists (
    select from participants a join participants b on b.chat_id = a.chat_id and b.user_id = $2 and b.left_rev is null
    where a.user_id = $1 and a.left_rev is null) acquainted`;
