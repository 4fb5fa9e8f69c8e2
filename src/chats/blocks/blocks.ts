import { Injectable } from '@nestjs/common';
import { Any, DataSource, type FindOptionsWhere, Raw } from 'typeorm';

import type { BlockedView, BlockView } from '../../contract/views/user.view.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { invalid } from '../../platform/errors/app-error.js';
import { KeyedMutex } from '../../platform/concurrency/keyed-mutex.js';
import { Block, type User } from '../../users/user.entity.js';
import { OnlineStatuses } from '../../users/online-statuses.js';
import { UsersService } from '../../users/users.service.js';
import { lockChats, lockPair, pairOf } from '../access/participant-lock.js';
import { Chat, Participant } from '../chat.entity.js';
import { isPresent, PRESENT } from '../membership.js';

/** Blocks and unblocks people. The blocked person is not notified and can no longer find the other. Groups they share are not affected. */
@Injectable()
export class Blocks {
  private readonly turns = new KeyedMutex();

  constructor(
    private readonly database: DataSource,
    private readonly users: UsersService,
    private readonly statuses: OnlineStatuses,
    private readonly transactions: Transactions,
  ) {}

  /** The people a user has blocked, the latest block first. */
  async page(userId: string, page: number, limit: number): Promise<{ data: BlockView[]; hasMore: boolean }> {
    const found = await this.database.manager
      .createQueryBuilder(Block, 'block')
      .innerJoin('block.blocked', 'person')
      .select('person.id', 'id')
      .addSelect('person.name', 'name')
      .addSelect('person.avatar', 'avatar')
      .addSelect('block.blockedAt', 'at')
      .where({ blockerId: userId })
      .orderBy('block.blockedAt', 'DESC')
      .addOrderBy('person.id')
      .limit(limit + 1)
      .offset((page - 1) * limit)
      .getRawMany<BlockView['user'] & { at: Date }>();
    const data = found.slice(0, limit).map(({ at, ...user }) => ({ user, blockedAt: at.toISOString() }));
    return { data, hasMore: found.length > limit };
  }

  /**
   * Blocks or unblocks a user. Idempotent.
   * @throws AppError user.not_found, request.invalid if `otherId` is the user themselves, overloaded
   */
  async set(userId: string, otherId: string, blocked: boolean): Promise<BlockedView> {
    const other = await this.users.get(otherId);
    if (other.id === userId) throw invalid('user', 'isAnother', 'user must be somebody else');
    const me = await this.users.get(userId);
    const view = { userId: other.id, blocked };
    await this.turns.run(userId, () =>
      this.transactions.runInTurn(pairOf(userId, other.id), async (tx) => {
        const changed = await write(tx, userId, other.id, blocked);
        if (!changed) return;
        tx.publish({ event: 'user.blocked', payload: view, to: { users: [userId] } });
        if (!changed.acquainted || changed.back) return; // they saw no presence of each other, and see none now
        this.show(tx, me, other, blocked);
        this.show(tx, other, me, blocked);
      }),
    );
    return view;
  }

  /** Pushes the presence of `person` to the other one: offline if it is hidden from now on, else the current status. */
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

/**
 * Locks the direct chat of the two and its threads: a send at the same moment is stored before the block, or refused.
 * @returns null if nothing changed
 */
async function write(tx: Tx, userId: string, otherId: string, blocked: boolean): Promise<Changed | null> {
  const pair = pairOf(userId, otherId);
  await lockPair(tx, pair);
  await lockChats(tx, chatsOf(pair));
  if (!(await (blocked ? block : unblock)(tx, userId, otherId))) return null;
  const back = await tx.manager.existsBy(Block, { blockerId: otherId, blockedId: userId });
  const acquainted = await shareAChat(tx, userId, otherId);
  await showBlock(tx, pair, blocked || back);
  return { back, acquainted };
}

/** The direct chat of a pair, and its threads. */
function chatsOf(pair: string): FindOptionsWhere<Chat>[] {
  return [{ pair }, { parentId: Raw((id) => `${id} = (select id from chats where pair = :pair)`, { pair }) }];
}

/** @returns whether anything changed */
async function block({ manager }: Tx, blockerId: string, blockedId: string): Promise<boolean> {
  const insert = manager.createQueryBuilder().insert().into(Block).values({ blockerId, blockedId });
  const inserted = await insert.orIgnore().returning(['blockedId']).execute();
  return (inserted.raw as unknown[]).length > 0;
}

/** @returns whether anything changed */
async function unblock({ manager }: Tx, blockerId: string, blockedId: string): Promise<boolean> {
  const { affected } = await manager.delete(Block, { blockerId, blockedId });
  return (affected ?? 0) > 0;
}

function shareAChat({ manager }: Tx, userId: string, otherId: string): Promise<boolean> {
  return manager
    .createQueryBuilder(Participant, 'mine')
    .innerJoin(
      Participant,
      'theirs',
      `theirs.chatId = mine.chatId and theirs.userId = :otherId and ${isPresent('theirs')}`,
    )
    .where({ userId, ...PRESENT })
    .setParameters({ otherId })
    .getExists();
}

/**
 * Stores the block in the rows of the participants. The chats are read again, to include a thread that was created while this transaction waited
 * for the lock.
 */
async function showBlock({ manager }: Tx, pair: string, blocked: boolean): Promise<void> {
  const chats = await manager.find(Chat, { select: { id: true }, where: chatsOf(pair) });
  await manager.update(Participant, { chatId: Any(chats.map(({ id }) => id)), blocked: !blocked }, { blocked });
}
