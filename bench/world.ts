import { JwtService } from '@nestjs/jwt';
import { Client } from 'pg';
import { uuidv7 } from 'uuidv7';

import { TokenKeys } from '../src/auth/sessions/token-keys.js';
import { Tokens } from '../src/auth/sessions/tokens.js';

export const SECRET = 'only for benches: thirty-two characters and more';
const HOUR = 60 * 60 * 1000;

export interface Sender {
  userId: string;
  token: string;
}

/** Anything that runs SQL: a client of `pg`, or a DataSource. */
interface Queries {
  query(text: string, values?: unknown[]): Promise<unknown>;
}

/** Runs SQL in its own database on the throw-away server, which is created if it does not exist. */
export async function inDatabase<T>(server: string, name: string, work: (client: Client) => Promise<T>): Promise<T> {
  const client = new Client({ connectionString: databaseUrl(server, name) });
  await client.connect();
  return work(client).finally(() => client.end());
}

export async function createDatabase(server: string, name: string): Promise<string> {
  await inDatabase(server, 'postgres', (client) => client.query(`create database ${client.escapeIdentifier(name)}`));
  return databaseUrl(server, name);
}

export function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}

/** People who are signed in, each with the token of their session. */
export async function addPeople(client: Queries, count: number): Promise<Sender[]> {
  const tokens = new Tokens(new JwtService(), new TokenKeys([SECRET]));
  const expiresAt = new Date(Date.now() + HOUR);
  const people = Array.from({ length: count }, () => ({ userId: uuidv7(), sessionId: uuidv7() }));
  const userIds = people.map(({ userId }) => userId);
  await client.query(
    `insert into users (id, email, password_hash, name, folded_name)
     select id, id || '@example.com', '', 'Person ' || n, 'person ' || n from unnest($1::uuid[]) with ordinality u (id, n)`,
    [userIds],
  );
  await client.query(
    'insert into sessions (id, user_id, expires_at) select s, u, $3 from unnest($1::uuid[], $2::uuid[]) x (s, u)',
    [people.map(({ sessionId }) => sessionId), userIds, expiresAt],
  );
  return people.map((person) => ({
    userId: person.userId,
    token: tokens.forApi({ ...person, tokenVersion: 0 }, expiresAt),
  }));
}

/** Chats with these members (user ids), created as the server would. @returns their ids */
export async function addChats(client: Queries, members: string[][]): Promise<string[]> {
  const ids = members.map(() => uuidv7());
  await client.query(
    `insert into chats (id, type, created_by, content_hash) select id, 'group', gen_random_uuid(), '' from unnest($1::uuid[]) c (id)`,
    [ids],
  );
  const participants = members.flatMap((users, chat) => users.map((user) => [ids[chat], user, uuidv7()]));
  await client.query(
    'insert into participants (id, chat_id, user_id) select p, c, u from unnest($1::uuid[], $2::uuid[], $3::uuid[]) x (c, u, p)',
    [0, 1, 2].map((column) => participants.map((participant) => participant[column])),
  );
  return ids;
}
