import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import type { Burst } from './load.js';
import type { ServerKind, WriterKind } from './variants.js';
import { addChats, addPeople, createDatabase, inDatabase, SECRET, type Sender } from './world.js';

export const SENDERS = 32;
export const CHATS = 100;

/** The chats that people send to: 100 chats of two people, or one chat for all. */
export type Place = 'spread' | 'hot';

/** For each sender, the ids of the chats they send to in turn. */
export type Places = Record<Place, string[][]>;

/** A server with its own writer or another, on its own database with the same people and chats. */
export interface Contender<Kind extends ServerKind = ServerKind> {
  kind: Kind;
  server: Child;
  url: string;
  senders: Record<Place, Burst['senders']>;
}

export const databaseOf = (kind: WriterKind): string => `send_${kind}`;

export async function contender<Kind extends ServerKind>(
  cluster: Cluster,
  kind: Kind,
  database: string,
): Promise<Contender<Kind>> {
  const DATABASE_URL = await createDatabase(cluster.url, database);
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: kind };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', [kind], env);
  const { people, places } = await addSenders(cluster, database);
  const at = (place: Place): Burst['senders'] =>
    people.map(({ token }, me) => ({ token, chats: places[place][me] ?? [] }));
  return { kind, server, url, senders: { spread: at('spread'), hot: at('hot') } };
}

export function addSenders(cluster: Cluster, database: string): Promise<{ people: Sender[]; places: Places }> {
  return inDatabase(cluster.url, database, async (client) => {
    const people = await addPeople(client, SENDERS);
    const userIds = people.map(({ userId }) => userId);
    const pairs = Array.from({ length: CHATS }, (_, chat) => membersOf(chat).map((member) => userIds[member] ?? ''));
    const ids = await addChats(client, [...pairs, userIds]);
    await client.query('vacuum analyze');
    const spread = people.map((_, me) => ids.slice(0, CHATS).filter((_id, chat) => membersOf(chat).includes(me)));
    return { people, places: { spread, hot: people.map(() => ids.slice(CHATS)) } };
  });
}

/** Each sender is in six or seven of the chats. */
function membersOf(chat: number): [number, number] {
  return [chat % SENDERS, (chat + 1 + Math.floor(chat / SENDERS)) % SENDERS];
}
