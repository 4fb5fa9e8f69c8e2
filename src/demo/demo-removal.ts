import { randomBytes } from 'node:crypto';

import { hash } from '@node-rs/argon2';
import type { DataSource, EntityManager } from 'typeorm';

import { UNUSED } from '../media/uploads/upload-lifecycle.js';
import { Journal } from '../platform/database/journal.js';
import { rows } from '../platform/database/rows.js';

/** What was removed. */
export interface RemovedDemo {
  /** Accounts that are gone. */
  people: number;
  /** Accounts that nobody can sign in to any more. They stay because others have chats with them. */
  closed: number;
  /** Chats in which there was nobody else, with all that was said there. */
  chats: number;
}

/** Removes the people of the demo and what is theirs; what others have said or are in stays. Run again, it does nothing. */
export async function removeDemo(database: DataSource): Promise<RemovedDemo> {
  const nobodyKnowsIt = await hash(randomBytes(32).toString('base64url'));
  return database.transaction(async (manager) => {
    const chats = await removeChats(manager);
    const people = await removePeople(manager);
    const closed = await closeAccounts(manager, nobodyKnowsIt);
    return { people, closed, chats };
  });
}

async function removeChats(manager: EntityManager): Promise<number> {
  const found = await rows<{ id: string }>(
    manager,
    `select c.id from chats c
     where exists (select from participants p join demo_people d on d.user_id = p.user_id where p.chat_id = c.id)
       and not exists (
         select from participants p where p.chat_id = c.id and p.user_id not in (select user_id from demo_people))`,
  );
  const ids = found.map(({ id }) => id);
  for (const sql of [
    'delete from messages where chat_id = any ($1)',
    'delete from changes where chat_id = any ($1)',
    'delete from reports where chat_id = any ($1)',
    'delete from chats where id = any ($1)',
  ]) {
    await manager.query(sql, [ids]);
  }
  return ids.length;
}

/** With their uploads, whose files a sweep of the server removes a day later. */
async function removePeople(manager: EntityManager): Promise<number> {
  await rows(manager, `delete from media m where m.owner_id in (select user_id from demo_people) and ${UNUSED}`);
  const gone = await rows(
    manager,
    `delete from users u where u.id in (select user_id from demo_people)
       and not exists (select from participants p where p.user_id = u.id)
       and not exists (select from media m where m.owner_id = u.id)
     returning u.id`,
  );
  return gone.length;
}

async function closeAccounts(manager: EntityManager, passwordHash: string): Promise<number> {
  const closed = await rows(
    manager,
    `update users u set email = 'removed-' || u.id || '@demo.invalid', password_hash = $1
     from demo_people d where d.user_id = u.id returning u.id`,
    [passwordHash],
  );
  const ended = await rows<{ id: string }>(
    manager,
    'delete from sessions where user_id in (select user_id from demo_people) returning id',
  );
  if (ended.length > 0) await Journal.record(manager, { sessionIds: ended.map(({ id }) => id) });
  await manager.query('delete from known_networks where user_id in (select user_id from demo_people)');
  await manager.query('delete from demo_people');
  return closed.length;
}
