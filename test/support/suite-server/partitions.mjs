import pg from 'pg';

import { definition } from '../../../dist/ormconfig.js';
import { Database, databaseOptions } from '../../../dist/src/platform/database/database.js';

/** Each table, and the column that holds the chat. `search_blocks` may be missing. */
const TABLES = {
  chats: 'id',
  messages: 'chat_id',
  changes: 'chat_id',
  participants: 'chat_id',
  reactions: 'chat_id',
  stars: 'chat_id',
  search_blocks: 'chat_id',
};

/**
 * Migrates an empty database, and makes the large tables of chats PostgreSQL's native hash partitions by chat: each key then begins with the
 * chat, and a unique key without the chat becomes an index. It does nothing if that is done already.
 * @param config of the server, with a DATABASE_URL
 * @param {number} count of partitions for each table
 */
export async function partitionByChat(config, count) {
  const database = new Database(databaseOptions(definition, () => config));
  await database.initialize();
  await database.runMigrations().finally(() => database.destroy());
  const client = new pg.Client({ connectionString: config.DATABASE_URL });
  await client.connect();
  try {
    await client.query('begin');
    await transform(client, count);
    await client.query('commit');
  } finally {
    await client.end();
  }
}

async function transform(client, count) {
  const { rows: whole } = await client.query(
    `select c.oid, c.relname name, c.reloptions options from pg_class c where c.relkind = 'r' and c.oid = any (
       select to_regclass(name) from unnest($1::text[]) name)`,
    [Object.keys(TABLES)],
  );
  if (whole.length === 0) return;
  const foreignKeys = await dropForeignKeys(client, whole);
  for (const table of whole) await partition(client, table, count);
  for (const { table, name, definition } of foreignKeys)
    await client.query(`alter table ${table} add constraint ${name} ${byChat(definition)}`);
}

/** Drops all foreign keys from and to these tables. @returns them, to be added again */
async function dropForeignKeys(client, tables) {
  const { rows } = await client.query(
    `select conrelid::regclass::text "table", quote_ident(conname) name, pg_get_constraintdef(oid) definition
     from pg_constraint where contype = 'f' and (conrelid = any ($1) or confrelid = any ($1))`,
    [tables.map(({ oid }) => oid)],
  );
  for (const { table, name } of rows) await client.query(`alter table ${table} drop constraint ${name}`);
  return rows;
}

/** A participant is referred to by the chat and the id. */
const byChat = (definition) =>
  definition.replace(
    /FOREIGN KEY \((\w+)\) REFERENCES participants\(id\)/,
    'FOREIGN KEY (chat_id, $1) REFERENCES participants(chat_id, id)',
  );

async function partition(client, { oid, name, options }, count) {
  const key = TABLES[name];
  const { rows: keys } = await client.query(
    `select quote_ident(conname) name, contype = 'p' "isPrimary",
       array(select attname::text from unnest(conkey) with ordinality k (n, place)
         join pg_attribute a on a.attrelid = conrelid and a.attnum = n order by place) columns
     from pg_constraint where conrelid = $1 and contype in ('p', 'u')`,
    [oid],
  );
  const { rows: indexes } = await client.query(
    `select pg_get_indexdef(indexrelid) definition from pg_index
     where indrelid = $1 and not exists (select from pg_constraint where conindid = indexrelid)`,
    [oid],
  );
  await client.query(`alter table ${name} rename to ${name}_whole`);
  await client.query(
    `create table ${name} (like ${name}_whole including all excluding indexes) partition by hash (${key})`,
  );
  const storage = options ? ` with (${options.join(', ')})` : '';
  for (let n = 0; n < count; n++)
    await client.query(
      `create table ${name}_${n} partition of ${name} for values with (modulus ${count}, remainder ${n})${storage}`,
    );
  await client.query(`drop table ${name}_whole`);
  for (const one of keys) await client.query(keyOf(name, key, one));
  for (const { definition } of indexes) await client.query(definition);
}

/** PostgreSQL permits only unique keys that contain the chat. */
function keyOf(table, key, { name, isPrimary, columns }) {
  if (isPrimary) {
    const leading = [key, ...columns.filter((column) => column !== key)];
    const byOwnKey = columns.includes(key) ? '' : `; create index on ${table} (${columns.join(', ')})`;
    return `alter table ${table} add constraint ${name} primary key (${leading.join(', ')})${byOwnKey}`;
  }
  return columns.includes(key)
    ? `alter table ${table} add constraint ${name} unique (${columns.join(', ')})`
    : `create index ${name} on ${table} (${columns.join(', ')})`;
}
