import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { lineChart } from './chart.js';
import { Child } from './child.js';
import { cpuOf, cpuOfFamily } from './cpu.js';
import { Getter } from './getter.js';
import type { Burst, Load } from './load.js';
import { atMost, type Section, show, SLOW_MACHINE, unreached } from './report.js';
import { COMMONEST } from './search-corpus.js';
import { addSearchWorld, type SearchWorld, signed } from './search-world.js';
import type { Settings } from './settings.js';
import { type Figure, figure, ratio } from './statistics.js';
import { callsInTurn } from './turns.js';
import { createDatabase, inDatabase, SECRET } from './world.js';

/** More lines than these could not be told apart. */
const DRAWN = 6;
const SIZES = [10_000, 100_000, 1_000_000];
const LARGEST = 1_000_000;

const RARE = 'rare: xylophone';
const ABSENT = 'absent: zzzabsent';

/** What is searched for, by what it is to a search. */
const QUERIES = {
  'in 30 %: meeting': 'meeting',
  'in 1 %: deploy': 'deploy',
  [RARE]: 'xylophone',
  [ABSENT]: 'zzzabsent',
  'commonest: the': COMMONEST[0] ?? '',
  'one letter: a': 'a',
  'two characters: 你好': '你好',
  'one character: 你': '你',
  'part of a word: xylo': 'xylo',
  'rare phrase of common words: meeting deploy': 'meeting deploy',
  'phrase of the commonest words that never occurs': `${COMMONEST.join(' ')} ${COMMONEST.join(' ')} ${COMMONEST.join(' ')}`,
};

const SIGNATURES =
  'it reads the signatures of all blocks of the chat, a page reads an index; both are far below the 60 ms of an answer.';

/** Search in one chat, by its size, and in all chats of a person. */
export async function search(cluster: Cluster, settings: Settings): Promise<Section> {
  const DATABASE_URL = await createDatabase(cluster.url, 'search');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'search' };
  const [first] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  await first.stop(); // it has made the tables
  const world = await inDatabase(cluster.url, 'search', (client) => addSearchWorld(client, SIZES));
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  const cpu = (): number => cpuOf(server.pid) + cpuOfFamily(cluster.pid);
  const signing = await cpuPer(cpu, () => inDatabase(cluster.url, 'search', signed));
  const sending = await cpuPer(cpu, () => sendBurst(url, world, settings.seconds));
  const [reader, busy] = [new Getter(url, world.token), new Getter(url, world.manyChats)];
  const calls = Math.ceil(settings.calls / 6);
  const times = await callsInTurn<string>(searches(world, reader, busy), { ...settings, calls });
  reader.close();
  busy.close();
  await server.stop();
  return sectionOf(times, figure([signing / sending]), settings.rounds);
}

/** CPU time of the server and PostgreSQL for each of the messages that some work is about, in ms. */
async function cpuPer(cpu: () => number, work: () => Promise<number>): Promise<number> {
  const before = cpu();
  const messages = await work();
  return (cpu() - before) / messages;
}

/** Sends over REST to the chats of all sizes, one message under way in each. @returns how many were sent */
async function sendBurst(url: string, { token, chats }: SearchWorld, seconds: number): Promise<number> {
  const [load] = await Child.start('./load-process.ts');
  const senders = [...chats.values()].map((chat) => ({ token, chats: [chat] }));
  const burst: Burst = {
    key: 'search',
    transport: 'http',
    url,
    senders: [...senders, ...senders, ...senders],
    seconds,
  };
  const { sends } = await load.ask<Load>(burst);
  await load.stop();
  return sends;
}

const ALL_CHATS = 'all chats';
const PAGE = 'a page of history';

/** @returns each call to measure, by `nameOf` */
function searches({ chats }: SearchWorld, reader: Getter, busy: Getter): Record<string, () => Promise<number>> {
  const inChat = (size: number, q: string) => async (): Promise<number> =>
    (await reader.read(`/api/chats/${chats.get(size) ?? ''}/search-messages?q=${encodeURIComponent(q)}`)).ms;
  const overall = (q: string) => async (): Promise<number> =>
    (await busy.read(`/api/search?q=${encodeURIComponent(`"${q}"`)}`)).ms;
  const page = async (): Promise<number> => (await reader.read(`/api/chats/${chats.get(LARGEST) ?? ''}/messages`)).ms;
  const named = Object.entries(QUERIES).flatMap(([name, q]) => [
    ...SIZES.map((size) => [nameOf(size, name), inChat(size, q)] as const),
    [nameOf(ALL_CHATS, name), overall(q)] as const,
  ]);
  return { [PAGE]: page, ...Object.fromEntries(named) };
}

const nameOf = (where: number | typeof ALL_CHATS, query: string): string => `${where}: ${query}`;

function sectionOf(times: Record<string, number[]>, share: Figure, rounds: number): Section {
  const queries = Object.keys(QUERIES);
  const timesOf = (where: number | typeof ALL_CHATS, query: string): number[] => times[nameOf(where, query)] ?? [];
  const against = (query: string): Figure => ratio(timesOf(LARGEST, query), times[PAGE] ?? []);
  return {
    title: 'Search',
    about:
      '`GET …/search-messages?q=` in chats of 10,000, 100,000 and 1,000,000 messages, and `GET /api/search?q=` of a person with 1,000 chats that have ' +
      `1,000,000 messages together; ms per answer over HTTP, one caller, ${rounds} rounds in turn.`,
    head: ['searched for', '10,000', '100,000', '1,000,000', '1,000 chats'],
    rows: queries.map((query) => [
      query,
      ...[...SIZES, ALL_CHATS as typeof ALL_CHATS].map((where) => show(figure(timesOf(where, query)))),
    ]),
    picture: pictureOf(queries, timesOf),
    verdicts: [
      ...queries.map((query) =>
        unreached(
          SLOW_MACHINE,
          atMost(`search in a million messages: ${query}`, 60, figure(timesOf(LARGEST, query)), 'ms'),
        ),
      ),
      ...queries.map((query) =>
        unreached(
          SLOW_MACHINE,
          atMost(`search in 1,000 chats: ${query}`, 100, figure(timesOf(ALL_CHATS, query)), 'ms'),
        ),
      ),
      unreached(SIGNATURES, atMost('an absent word in a million messages against a page', 1.5, against(ABSENT))),
      unreached(SIGNATURES, atMost('a rare word against a page', 1.5, against(RARE))),
      atMost('CPU of signing a message against that of sending one over REST', 0.03, share),
    ],
  };
}

/** The queries that take longest in the largest chat. */
function pictureOf(queries: string[], timesOf: (size: number, query: string) => number[]): Section['picture'] {
  const medianOf = (size: number, query: string): number => figure(timesOf(size, query)).median;
  const slowest = [...queries].sort((a, b) => medianOf(LARGEST, b) - medianOf(LARGEST, a)).slice(0, DRAWN);
  const lines = slowest.map((query) => ({
    name: query,
    points: SIZES.map((size) => ({ x: size, y: medianOf(size, query) })),
  }));
  const title = `Search in one chat: the ${DRAWN} slowest queries`;
  return {
    file: 'search.svg',
    svg: lineChart({ title, unit: 'ms per answer', across: 'messages in the chat', lines }),
  };
}
