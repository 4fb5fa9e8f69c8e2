import 'reflect-metadata';

import { cpSync } from 'node:fs';
import { join } from 'node:path';

import { PGlite } from '@electric-sql/pglite';
import { btree_gin } from '@electric-sql/pglite/contrib/btree_gin';
import { pg_trgm } from '@electric-sql/pglite/contrib/pg_trgm';

import { definition } from '../ormconfig.js';
import { LockWaits } from '../src/platform/concurrency/lock-waits.js';
import { AppendMessages, MessageWriter } from '../src/messages/send/append-messages.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, databaseOptions } from '../src/platform/database/database.js';
import { EventBus } from '../src/platform/events/event-bus.js';
import { FailureGuard } from '../src/platform/errors/failure-guard.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import { type Acknowledged, audit } from './audit.js';
import { serve } from './child.js';
import { type DirectSender, sendAll } from './direct-senders.js';
import { addChats, addPeople } from './world.js';

/** One burst of sends into an embedded database. */
export interface EmbeddedBurst {
  way: 'bare' | 'lone' | 'crowd';
  seconds: number;
}

const ONE_STATEMENT = `
with moved as (update chats set last_seq = last_seq + 1, last_rev = last_rev + 1, updated_at = now() where id = $1 returning *)
insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash)
select $1, $3, m.last_seq, m.last_rev, 'text', p.id, $4, $5
from moved m join participants p on p.chat_id = m.id and p.user_id = $2 and p.left_rev is null`;

/** The same database twice in one process: with the MessageWriter, and alone. */
const { DATA_DIR = '' } = process.env;
const [ours, bare] = [join(DATA_DIR, 'ours'), join(DATA_DIR, 'bare')];
const talkers = await furnish();
cpSync(join(ours, 'postgres'), bare, { recursive: true });
const database = await open();
const pglite = await PGlite.create({ dataDir: bare, extensions: { pg_trgm, btree_gin }, relaxedDurability: false });
const metrics = new Metrics();
const bus = new EventBus(new FailureGuard(metrics));
const writer = new MessageWriter(new AppendMessages(database), bus, metrics, new LockWaits());
const alone = {
  send: ({ chatId, userId, id, body, hash }: Parameters<MessageWriter['send']>[0]) =>
    pglite.query(ONE_STATEMENT, [chatId, userId, id, body, hash]),
};

const stored: Acknowledged[] = [];
const rows = <Row>(text: string, values: unknown[]): Promise<Row[]> => database.query<Row[]>(text, values);

serve(
  'ready',
  (asked: EmbeddedBurst | 'audit') => (asked === 'audit' ? audit(rows, stored) : burst(asked)),
  async () => {
    await database.destroy();
    await pglite.close();
  },
);

function burst({ way, seconds }: EmbeddedBurst): Promise<number> {
  return sendAll(way === 'bare' ? alone : writer, way === 'crowd' ? talkers : talkers.slice(0, 1), {
    seconds,
    stored: way === 'bare' ? [] : stored,
  });
}

async function open(): Promise<Database> {
  const database = new Database(databaseOptions(definition, () => readConfig({ DATA_DIR: ours, SEED_DEMO: 'false' })));
  await database.initialize();
  await database.runMigrations();
  return database;
}

/** A chat of 32 people, analysed so that both have the same plans. */
async function furnish(): Promise<DirectSender[]> {
  const database = await open();
  const people = await addPeople(database, 32);
  const chats = await addChats(database, [people.map(({ userId }) => userId)]);
  await database.query('analyze');
  await database.destroy();
  return people.map(({ userId }) => ({ userId, chats }));
}
