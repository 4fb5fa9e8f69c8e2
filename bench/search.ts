import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import { Getter } from './getter.js';
import { atMost, type Section, show } from './report.js';
import { COMMONEST } from './search-corpus.js';
import { addSearchWorld, signed } from './search-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { callsInTurn } from './turns.js';
import { createDatabase, inDatabase, SECRET } from './world.js';

const SIZES = [10_000, 100_000, 1_000_000];
const LARGEST = 1_000_000;

/** What is searched for, by what it is to a search. */
const QUERIES = {
  'in 30 %: meeting': 'meeting',
  'in 1 %: deploy': 'deploy',
  'rare: xylophone': 'xylophone',
  'absent: zzzabsent': 'zzzabsent',
  'commonest: the': COMMONEST[0] ?? '',
  'one letter: a': 'a',
  'two characters: 你好': '你好',
  'one character: 你': '你',
  'part of a word: xylo': 'xylo',
  'rare phrase of common words: meeting deploy': 'meeting deploy',
  'phrase of the commonest words that never occurs': `${COMMONEST.join(' ')} ${COMMONEST.join(' ')} ${COMMONEST.join(' ')}`,
};

/** Search in one chat, by its size, and in all chats of a person. */
export async function search(cluster: Cluster, settings: Settings): Promise<Section[]> {
  const DATABASE_URL = await createDatabase(cluster.url, 'search');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'search' };
  const [first] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  await first.stop(); // it has made the tables
  const world = await inDatabase(cluster.url, 'search', (client) => addSearchWorld(client, SIZES));
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  await inDatabase(cluster.url, 'search', signed);

  const reader = new Getter(url, world.token);
  const busy = new Getter(url, world.manyChats);
  const inChat = (size: number, q: string) => async (): Promise<number> =>
    (await reader.read(`/api/chats/${world.chats.get(size) ?? ''}/search-messages?q=${encodeURIComponent(q)}`)).ms;
  const overall = (q: string) => async (): Promise<number> =>
    (await busy.read(`/api/search?q=${encodeURIComponent(q)}`)).ms;
  const page = async (): Promise<number> =>
    (await reader.read(`/api/chats/${world.chats.get(LARGEST) ?? ''}/messages`)).ms;
  const calls = Object.fromEntries(
    Object.entries(QUERIES).flatMap(([name, q]) => [
      ...SIZES.map((size) => [`${size} ${name}`, inChat(size, q)] as const),
      [`overall ${name}`, overall(`"${q}"`)] as const,
    ]),
  );
  const found = await callsInTurn({ page, ...calls }, { ...settings, calls: Math.ceil(settings.calls / 6) });
  reader.close();
  busy.close();
  await server.stop();

  const columns = [...SIZES.map(String), 'overall'];
  const timesOf = (column: string, name: string): number[] => found[`${column} ${name}`] ?? [];
  return [
    {
      title: 'Search',
      about:
        `\`GET …/search-messages?q=\` in chats of 10,000, 100,000 and 1,000,000 messages, and \`GET /api/search?q=\` of a person with 1,000 chats that have ` +
        `1,000,000 messages together; ms per answer over HTTP, one caller, ${settings.rounds} rounds in turn.`,
      head: ['searched for', '10,000', '100,000', '1,000,000', '1,000 chats'],
      rows: Object.keys(QUERIES).map((name) => [name, ...columns.map((column) => show(figure(timesOf(column, name))))]),
      verdicts: [
        ...Object.keys(QUERIES).map((name) =>
          atMost(`search in a million messages: ${name}`, 60, figure(timesOf(String(LARGEST), name)), 'ms'),
        ),
        ...Object.keys(QUERIES).map((name) =>
          atMost(`search in 1,000 chats: ${name}`, 100, figure(timesOf('overall', name)), 'ms'),
        ),
        atMost(
          'an absent word in a million messages against a page',
          1.5,
          ratio(timesOf(String(LARGEST), 'absent: zzzabsent'), found.page),
        ),
        atMost('a rare word against a page', 1.5, ratio(timesOf(String(LARGEST), 'rare: xylophone'), found.page)),
      ],
    },
  ];
}
