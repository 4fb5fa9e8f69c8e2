import { randomBytes } from 'node:crypto';

import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { hash } from '@node-rs/argon2';
import { type DataSource, type EntityManager, type FindOptionsWhere, In, Not, type Repository } from 'typeorm';

import { KnownNetwork, Session } from '../auth/sessions/session.entity.js';
import { Change, Chat, Participant } from '../chats/chat.entity.js';
import { UserAvatar } from '../media/avatars/user-avatar.entity.js';
import { Media } from '../media/media.entity.js';
import { UNUSED } from '../media/media.sql.js';
import { Message } from '../messages/message.entity.js';
import { Report } from '../messages/responses.entity.js';
import { Config } from '../platform/config/config.js';
import { Journal } from '../platform/database/journal.js';
import { StartError } from '../platform/process/start-error.js';
import { User } from '../users/user.entity.js';
import { DemoPerson } from './demo-people.js';
import { UNTIED } from './demo.sql.js';

/** Refuses the start in production while the database has demo accounts: their password is public. */
@Injectable()
export class DemoInProduction implements OnModuleInit {
  constructor(
    private readonly config: Config,
    @InjectRepository(DemoPerson) private readonly people: Repository<DemoPerson>,
  ) {}

  /** @throws StartError */
  async onModuleInit(): Promise<void> {
    if (!this.config.production || this.config.seedDemo || (await this.people.count()) === 0) return;
    throw new StartError(
      'The database has the demo accounts, such as asd@gmail.com, and everybody can read their password in the documents: ' +
        'run `npm run demo:remove` before the server goes into production, or set SEED_DEMO=true to keep them.',
    );
  }
}

/** How much was removed. */
export interface RemovedDemo {
  /** Accounts that were removed. */
  people: number;
  /** Accounts that nobody can sign in to any more. They stay because they are in chats with others. */
  closed: number;
  /** Chats that had no other participants, with their messages. */
  chats: number;
}

/**
 * Removes the demo accounts and everything that is theirs alone. Chats with other people stay, and so do the accounts in them; but
 * nobody can sign in to these any more. A second run changes nothing.
 */
export async function removeDemo(database: DataSource): Promise<RemovedDemo> {
  const unknownPassword = await hash(randomBytes(32).toString('base64url'));
  return database.transaction(async (manager) => {
    const demo = (await manager.find(DemoPerson)).map(({ userId }) => userId);
    const chats = await removeChats(manager, demo);
    const people = await removePeople(manager, demo);
    const closed = await closeAccounts(manager, demo, unknownPassword);
    return { people, closed, chats };
  });
}

async function removeChats(manager: EntityManager, demo: string[]): Promise<number> {
  const chatsOf = async (where: FindOptionsWhere<Participant>): Promise<string[]> => {
    const found = await manager.find(Participant, { select: { chatId: true }, where });
    return [...new Set(found.map(({ chatId }) => chatId))];
  };
  const joined = await chatsOf({ userId: In(demo) });
  const shared = new Set(await chatsOf({ chatId: In(joined), userId: Not(In(demo)) }));
  const ids = joined.filter((id) => !shared.has(id));
  for (const part of [Message, Change, Report]) await manager.delete(part, { chatId: In(ids) });
  await manager.delete(Chat, { id: In(ids) });
  return ids.length;
}

/** Removes their avatars and unused uploads too. The sweep of the server removes the files a day later. */
async function removePeople(manager: EntityManager, demo: string[]): Promise<number> {
  await manager.delete(UserAvatar, { userId: In(demo) });
  await manager.update(User, { id: In(demo) }, { avatar: null, version: () => 'version + 1' });
  await manager
    .createQueryBuilder()
    .delete()
    .from(Media)
    .where({ ownerId: In(demo) })
    .andWhere(UNUSED)
    .execute();
  const untied = manager
    .createQueryBuilder()
    .delete()
    .from(User)
    .where({ id: In(demo) })
    .andWhere(UNTIED);
  return (await untied.execute()).affected ?? 0;
}

async function closeAccounts(manager: EntityManager, demo: string[], passwordHash: string): Promise<number> {
  const email = (): string => `'removed-' || id || '@demo.invalid'`;
  const closed = await manager.update(User, { id: In(demo) }, { email, passwordHash });
  const sessions = manager
    .createQueryBuilder()
    .delete()
    .from(Session)
    .where({ userId: In(demo) })
    .returning('id');
  const ended = (await sessions.execute()).raw as Pick<Session, 'id'>[];
  if (ended.length > 0) await Journal.record(manager, { sessionIds: ended.map(({ id }) => id) });
  await manager.delete(KnownNetwork, { userId: In(demo) });
  await manager.delete(DemoPerson, { userId: In(demo) });
  return closed.affected ?? 0;
}
