import { createHash } from 'node:crypto';

import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';

import type { CreateChatDto } from '../contract/dto/chat.dto.js';
import { Journal } from '../platform/database/journal.js';
import { rows } from '../platform/database/rows.js';
import { Transactions } from '../platform/database/transactions.js';
import { AppError, invalid } from '../platform/errors/app-error.js';
import { lockPair, mustReach, pairOf } from './access/direct-pair.js';
import { mustAllowAdding } from './access/who-may-add.js';

/** `found`: these two people have a direct chat already. `replayed`: this id was asked for before, with the same content. */
export interface StartedChat {
  chatId: string;
  outcome: 'created' | 'found' | 'replayed';
}

const TAKEN = 'taken';

interface Plan {
  id: string;
  title: string | null;
  creator: string;
  /** Sorted, the creator among them. */
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

  /** @throws AppError user.not_found, user.invite_only, chat.id_taken, request.invalid */
  async start(creator: string, wanted: CreateChatDto): Promise<StartedChat> {
    const plan = planChat(creator, wanted);
    if (plan.pair !== null) await mustReach(this.database, creator, plan.people);
    const earlier = await this.earlier(plan);
    if (earlier !== null && earlier !== TAKEN) return earlier;
    await this.mustExist(plan.people);
    // Not earlier: otherwise a caller could find out whether a chat exists without creating it.
    if (earlier === TAKEN) throw new AppError('chat.id_taken');
    const created = await this.transactions.run(async (tx) => {
      if (plan.pair !== null) await lockPair(tx, plan.pair);
      await mustReach(tx.manager, creator, plan.people);
      if (plan.pair === null) await mustAllowAdding(tx.manager, { by: creator, userIds: plan.people, chatId: null });
      if (!(await insertChat(tx.manager, plan))) return false;
      await Journal.record(tx.manager, { chatIds: [plan.id], revs: [0], userIds: plan.people });
      tx.publish({ event: 'chat.created', chatId: plan.id, newcomers: plan.people, rev: 0 });
      return true;
    });
    if (created) return { chatId: plan.id, outcome: 'created' };
    // Another request created it first, with the same id or the same pair: it exists now.
    const meanwhile = await this.earlier(plan);
    if (meanwhile === null) throw new AppError('overloaded');
    if (meanwhile === TAKEN) throw new AppError('chat.id_taken');
    return meanwhile;
  }

  /** @returns TAKEN when the id belongs to a chat of others, or to one of the creator's with other content: it is never said which */
  private async earlier({ id, pair, hash, creator }: Plan): Promise<StartedChat | typeof TAKEN | null> {
    const found = await rows<{ id: string; same: boolean }>(
      this.database,
      'select id, content_hash = $3 and created_by = $4 same from chats where id = $1 or pair = $2',
      [id, pair, hash, creator],
    );
    const byId = found.find((chat) => chat.id === id);
    if (byId) return byId.same ? { chatId: id, outcome: 'replayed' } : TAKEN;
    return found[0] ? { chatId: found[0].id, outcome: 'found' } : null;
  }

  private async mustExist(userIds: string[]): Promise<void> {
    const sql = 'select count(*)::int n from users where id = any ($1::uuid[])';
    const [known] = await rows<{ n: number }>(this.database, sql, [userIds]);
    if (known?.n !== userIds.length) throw new AppError('user.not_found');
  }
}

function planChat(creator: string, { id, title, participants }: CreateChatDto): Plan {
  const people = [...new Set([creator, ...participants])].sort();
  if (people.length < 2) throw invalid('participants', 'others', 'participants must name somebody besides yourself');
  const direct = people.length === 2 && title === undefined;
  const hash = createHash('sha256')
    .update(JSON.stringify([title ?? null, people]))
    .digest();
  return {
    id: id ?? uuidv7(),
    title: title ?? null,
    creator,
    people,
    pair: direct ? pairOf(...(people as [string, string])) : null,
    hash,
  };
}

/** @returns false when the id or the pair is taken */
async function insertChat(manager: EntityManager, { id, title, creator, people, pair, hash }: Plan): Promise<boolean> {
  const inserted = await rows(
    manager,
    `insert into chats (id, type, title, pair, created_by, content_hash) values ($1, $2, $3, $4, $5, $6)
     on conflict do nothing returning id`,
    [id, pair === null ? 'group' : 'direct', title, pair, creator, hash],
  );
  if (inserted.length === 0) return false;
  await manager.query(
    `insert into participants (id, chat_id, user_id, role)
     select p.id, $1, p.user_id, case when p.user_id = $4 then 'owner' else 'member' end
     from unnest($2::uuid[], $3::uuid[]) p (id, user_id)`,
    [id, people.map(() => uuidv7()), people, pair === null ? creator : null],
  );
  return true;
}
