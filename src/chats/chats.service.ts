import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { Any, DataSource, type EntityManager, IsNull } from 'typeorm';
import { newId } from '../platform/process/new-id.js';

import { APP_USER_ID } from '../contract/app-user.js';
import type { CreateChatDto } from '../contract/dto/chat.dto.js';
import type { StoredData } from '../contract/rules/custom-data.js';
import { Journal } from '../platform/database/journal.js';
import { Transactions, type Tx } from '../platform/database/transactions.js';
import { AppError, invalid } from '../platform/errors/app-error.js';
import { withSortedKeys } from '../platform/text/sorted-json.js';
import { lockPair, pairOf } from './access/participant-lock.js';
import { User } from '../users/user.entity.js';
import { mustAllowAdding, mustReach } from './access/chat-access.js';
import { Chat, Participant } from './chat.entity.js';
import { addParticipants } from './participants/participants.js';

/** `found`: these two people have a direct chat already. `replayed`: the same request created a chat with this id before. */
export interface StartedChat {
  chatId: string;
  outcome: 'created' | 'found' | 'replayed';
}

const TAKEN = 'taken';

/** A chat that the back end of an app wants. */
export interface AppChat {
  id?: string;
  title?: string;
  /** Absent: direct for two people without a title. */
  type?: 'direct' | 'group';
  data?: StoredData;
  /** User ids. The first one owns a group. */
  participants: string[];
}

/** Runs at the end of the transaction that creates a chat. */
type AfterStart = (tx: Tx, chatId: string) => Promise<void>;

interface Plan {
  id: string;
  title: string | null;
  data: StoredData | null;
  creator: string;
  /** User id. */
  owner: string;
  /** Sorted, the owner among them. */
  people: string[];
  pair: string | null;
  hash: Buffer;
}

/** Starts conversations. */
@Injectable()
export class ChatsService {
  constructor(
    private readonly database: DataSource,
    private readonly transactions: Transactions,
  ) {}

  /**
   * Creates a chat, or answers the one that exists: the direct chat of these two people, or the chat that the same request created before.
   * @throws AppError user.not_found, user.invite_only, chat.id_taken, request.invalid, overloaded
   */
  async start(creator: string, wanted: CreateChatDto): Promise<StartedChat> {
    const plan = planChat(creator, wanted);
    if (plan.pair !== null) await mustReach(this.database.manager, creator, plan.people);
    return this.create(plan, async ({ manager }) => {
      await mustReach(manager, creator, plan.people);
      if (plan.pair === null) await mustAllowAdding(manager, { by: creator, userIds: plan.people, chatId: null });
    });
  }

  /**
   * The same for the back end of an app. Blocks between people, and who may add whom, do not bind it.
   * @param after runs in the transaction that creates the chat
   * @throws AppError user.not_found, chat.id_taken, request.invalid, overloaded
   */
  startForApp(wanted: AppChat, after: AfterStart): Promise<StartedChat> {
    return this.create(planAppChat(wanted), () => Promise.resolve(), after);
  }

  private async create(plan: Plan, check: (tx: Tx) => Promise<void>, after?: AfterStart): Promise<StartedChat> {
    const earlier = await this.earlier(plan);
    if (earlier !== null && earlier !== TAKEN) return earlier;
    await this.mustExist(plan.people);
    // After `mustExist`: otherwise a request with an unknown person would show whether the id is taken, without creating a chat.
    if (earlier === TAKEN) throw new AppError('chat.id_taken');
    const created = await this.transactions.run(async (tx) => {
      if (plan.pair !== null) await lockPair(tx, plan.pair);
      // Where the table is partitioned by chat, no unique key can keep a second chat of the two out.
      if (plan.pair !== null && (await tx.manager.existsBy(Chat, { pair: plan.pair }))) return false;
      await check(tx);
      if (!(await insertChat(tx.manager, plan))) return false;
      await Journal.record(tx.manager, { chatIds: [plan.id], revs: [0], userIds: plan.people });
      tx.publish({ event: 'chat.created', chatId: plan.id, newcomers: plan.people, rev: 0 });
      await after?.(tx, plan.id);
      return true;
    });
    if (created) return { chatId: plan.id, outcome: 'created' };
    // Another request created it first, with the same id or the same pair: it exists now.
    const meanwhile = await this.earlier(plan);
    if (meanwhile === null) throw new AppError('overloaded');
    if (meanwhile === TAKEN) throw new AppError('chat.id_taken');
    return meanwhile;
  }

  /** @returns TAKEN if the id belongs to a chat of somebody else, or to one of the creator with other content. It does not tell which. */
  private async earlier({ id, pair, hash, creator }: Plan): Promise<StartedChat | typeof TAKEN | null> {
    const found = await this.database.manager.find(Chat, {
      select: { id: true, contentHash: true, createdBy: true },
      where: pair === null ? { id } : [{ id }, { pair }],
    });
    const byId = found.find((chat) => chat.id === id);
    if (byId) {
      const isSame = byId.contentHash.equals(hash) && byId.createdBy === creator;
      return isSame ? { chatId: id, outcome: 'replayed' } : TAKEN;
    }
    return found[0] ? { chatId: found[0].id, outcome: 'found' } : null;
  }

  private async mustExist(userIds: string[]): Promise<void> {
    const known = await this.database.manager.countBy(User, { id: Any(userIds), deactivatedAt: IsNull() });
    if (known !== userIds.length) throw new AppError('user.not_found');
  }
}

function planChat(creator: string, { id, title, data, participants }: CreateChatDto): Plan {
  const people = [...new Set([creator, ...participants])].sort();
  if (people.length < 2) throw invalid('participants', 'others', 'participants must name somebody besides yourself');
  const direct = people.length === 2 && title === undefined;
  const hash = createHash('sha256')
    .update(JSON.stringify([title ?? null, people, ...(data ? [withSortedKeys(data)] : [])]))
    .digest();
  return {
    id: id ?? newId(),
    title: title ?? null,
    data: data ?? null,
    creator,
    owner: creator,
    people,
    pair: direct ? pairOf(...(people as [string, string])) : null,
    hash,
  };
}

/** @throws AppError request.invalid */
function planAppChat({ id, title, type, data, participants }: AppChat): Plan {
  const people = [...new Set(participants)].sort();
  const isPair = people.length === 2 && title === undefined;
  if (type === 'direct' && !isPair) throw invalid('type', 'isPair', 'a direct chat has two people and no title');
  const direct = isPair && type !== 'group';
  return {
    id: id ?? newId(),
    title: title ?? null,
    data: data ?? null,
    creator: APP_USER_ID,
    owner: participants[0] ?? '',
    people,
    pair: direct ? pairOf(...(people as [string, string])) : null,
    hash: createHash('sha256')
      .update(JSON.stringify([title ?? null, people, direct, ...(data ? [withSortedKeys(data)] : [])]))
      .digest(),
  };
}

/** @returns false when the id or the pair is taken */
async function insertChat(manager: EntityManager, plan: Plan): Promise<boolean> {
  const { id, title, data, creator, owner, people, pair, hash } = plan;
  const type = pair === null ? 'group' : 'direct';
  const chat = { id, type, title, data, pair, createdBy: creator, contentHash: hash } as const;
  const insert = manager.createQueryBuilder().insert().into(Chat).values(chat).orIgnore();
  const inserted = await insert.returning(['id']).execute();
  if ((inserted.raw as unknown[]).length === 0) return false;
  const newcomers = people.map((userId) => ({ id: newId(), userId }));
  await addParticipants(manager, id, newcomers, Array<number>(people.length).fill(0));
  if (pair === null) await manager.update(Participant, { chatId: id, userId: owner }, { role: 'owner' });
  return true;
}
