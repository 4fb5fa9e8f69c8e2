import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import { Getter } from './getter.js';
import { addListeners } from './list-world.js';
import { atMost, type Section, show, type Verdict } from './report.js';
import type { Settings } from './settings.js';
import type { Statement } from './statement-counter.js';
import { figure, ratio } from './statistics.js';
import { callsInTurn, timed } from './turns.js';
import { createDatabase, inDatabase, SECRET } from './world.js';

const WHY =
  'Twenty times the chats are twenty times the seats, last messages and bytes; only the request, its checks and the planning of ' +
  'the statement cost both the same. So the target is missed, and by the SQL alone: finding 6,000 seats and 1,000 last messages by their ' +
  'indexes, with none of the seats written down, took 9 ms where the whole statement for 50 chats took 3. Cheaper would be a summary ' +
  'of each chat that is stored ready to send, but every message and every read mark would have to rewrite it. A client that wants its ' +
  'first screen soon asks for it: `?limit=50`, then `meta.next`.';
const LISTS = [50, 1000] as const;

/** The chat list of somebody with many chats against that of somebody with few. */
export async function list(cluster: Cluster, settings: Settings): Promise<Section> {
  const DATABASE_URL = await createDatabase(cluster.url, 'list');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'list' };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours', '--count'], env);
  const people = await inDatabase(cluster.url, 'list', (client) => addListeners(client, [...LISTS]));
  const [few, many] = people.map(({ token }) => new Getter(url, token)) as [Getter, Getter];
  const [fewSql, manySql] = [await statementOf(server, few), await statementOf(server, many)];
  const found = await inDatabase(cluster.url, 'list', (client) => {
    const sql = ({ latest }: Asked) =>
      timed(() => client.query({ ...TEXT_ONLY, text: latest.text, values: latest.values }));
    const call = async (getter: Getter) => (await getter.read('/api/chats')).ms;
    return callsInTurn(
      { few: () => call(few), many: () => call(many), fewSql: () => sql(fewSql), manySql: () => sql(manySql) },
      settings,
    );
  });
  const bytes = [(await few.read('/api/chats')).bytes, (await many.read('/api/chats')).bytes];
  for (const getter of [few, many]) getter.close();
  await server.stop();
  return sectionOf(found, bytes, { settings, roundTrips: Math.max(fewSql.count, manySql.count) });
}

/** What is timed is PostgreSQL and the wire, not what the driver makes of it. */
const TEXT_ONLY = { types: { getTypeParser: () => (text: string) => text } };

interface Asked {
  count: number;
  latest: Statement;
}

/** The statements one call sends, and the last of them; of several calls, so that one that also looks up its session does not count. */
async function statementOf(server: Child, getter: Getter): Promise<Asked> {
  const asked: Asked[] = [];
  for (let call = 0; call < 5; call++) {
    const before = await server.ask<Asked>('statements');
    await getter.read('/api/chats');
    const after = await server.ask<Asked>('statements');
    asked.push({ ...after, count: after.count - before.count });
  }
  return asked.sort((a, b) => a.count - b.count)[0] as Asked;
}

function sectionOf(
  found: Record<'few' | 'many' | 'fewSql' | 'manySql', number[]>,
  bytes: number[],
  { settings: { rounds, calls }, roundTrips }: { settings: Settings; roundTrips: number },
): Section {
  const size = (count = 0): string => `${Math.round(count / 1024).toLocaleString('en')} KB`;
  const row = (what: string, kind: 'few' | 'many'): string[] => [
    what,
    show(figure(found[kind])),
    show(figure(found[`${kind}Sql`])),
    size(bytes[kind === 'few' ? 0 : 1]),
  ];
  return {
    title: 'The chat list',
    about:
      `\`GET /api/chats\` of somebody with 50 chats and of somebody with 1,000, each chat of 2 to 10 people out of 500, with 20 messages. ` +
      `One caller, a kept-alive connection; ${rounds} rounds of ${calls} calls each, in turn. "SQL alone" is the same statement sent by \`pg\`, its answer unread.\n\n${WHY}`,
    head: ['list of', 'ms per call over HTTP', 'ms, SQL alone', 'answer'],
    rows: [row('50 chats', 'few'), row('1,000 chats', 'many')],
    verdicts: [
      atMost('list of 1,000 chats against list of 50, over HTTP', 3, ratio(found.many, found.few)),
      trips(roundTrips),
    ],
  };
}

function trips(count: number): Verdict {
  return { what: 'statements for a list of 1,000 chats', target: '1', found: String(count), reached: count === 1 };
}
