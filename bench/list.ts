import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import { Getter } from './getter.js';
import { type Beside, besideTransaction } from './list-beside-transaction.js';
import { addListeners } from './list-world.js';
import { atMost, type Section, show, type Verdict, unreached } from './report.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { callsInTurn } from './turns.js';
import { createDatabase, inDatabase, SECRET, type Sender } from './world.js';

const ABOUT =
  '`GET /api/chats` of a person with 50 chats and of a person with 1,000. Each chat has 20 messages and 2 to 10 people out of 500. ' +
  'There is one caller on a kept-alive connection.';
const WHY =
  'A client without a socket requests its list again and again. The server answers from its cache, after one small query for the chats ' +
  'that changed since, and reads these with a second query. The first request, and then one every five minutes, reads the whole list: ' +
  'twenty times as many chats then have twenty times as many participants, last messages and bytes. Only the request, its checks and ' +
  'the planning of the statement cost the same for both.';
const LISTS = [50, 1000] as const;
const CACHED = '/api/chats';
/** Only the list without any parameter is cached. */
const UNCACHED = '/api/chats?limit=1000';
const BESIDE =
  'list of 50 chats asked for again during 200 sends a second: beside a transaction open for two minutes against without';
const HOW = ['again', 'moved', 'anew'] as const;

type Found = Record<`${'few' | 'many'} ${(typeof HOW)[number]}`, number[]>;

/** The chat list of a person with many chats against that of a person with few. */
export async function list(cluster: Cluster, settings: Settings): Promise<Section> {
  const DATABASE_URL = await createDatabase(cluster.url, 'list');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'list' };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours', '--count'], env);
  const people = await inDatabase(cluster.url, 'list', (client) => addListeners(client, [...LISTS]));
  const [few, many] = people.map((person) => new Reader(url, person)) as [Reader, Reader];
  const trips = [
    await statementsOf(server, () => many.reads(UNCACHED)),
    await statementsOf(server, () => many.reads(CACHED)),
    await statementsOf(
      server,
      () => many.reads(CACHED),
      () => many.sends(),
    ),
  ];
  const found: Found = await callsInTurn(
    {
      'few again': () => few.reads(CACHED),
      'many again': () => many.reads(CACHED),
      'few moved': () => few.sends().then(() => few.reads(CACHED)),
      'many moved': () => many.sends().then(() => many.reads(CACHED)),
      'few anew': () => few.reads(UNCACHED),
      'many anew': () => many.reads(UNCACHED),
    },
    settings,
  );
  const beside = await inDatabase(cluster.url, 'list', (client) =>
    inDatabase(cluster.url, 'list', (other) =>
      besideTransaction(url, { client, other }, () => few.reads(CACHED), settings),
    ),
  );
  for (const reader of [few, many]) reader.close();
  await server.stop();
  return sectionOf(found, { settings, trips, bytes: [few.bytes, many.bytes], beside });
}

/** A person who reads their list, and sends a message to one of its chats. */
class Reader {
  bytes = 0;
  private readonly getter: Getter;
  private chat?: string;

  constructor(
    private readonly url: string,
    private readonly person: Sender,
  ) {
    this.getter = new Getter(url, person.token);
  }

  /** @returns how long it took, in ms */
  async reads(path: string): Promise<number> {
    const { ms, bytes } = await this.getter.read(path);
    this.bytes = bytes;
    return ms;
  }

  async sends(): Promise<void> {
    const headers = { authorization: `Bearer ${this.person.token}`, 'content-type': 'application/json' };
    if (!this.chat) {
      const answer = await fetch(`${this.url}/api/chats?limit=1`, { headers });
      this.chat = ((await answer.json()) as { data: [{ id: string }] }).data[0].id;
    }
    const body = JSON.stringify({ message: 'one more' });
    const { status } = await fetch(`${this.url}/api/chats/${this.chat}/messages`, { method: 'POST', headers, body });
    if (status !== 201) throw new Error(`a message was answered with ${status}`);
  }

  close(): void {
    this.getter.close();
  }
}

/** The number of statements of one call: the lowest of several calls, because some also look up the session. */
async function statementsOf(
  server: Child,
  call: () => Promise<unknown>,
  before?: () => Promise<void>,
): Promise<number> {
  const counts: number[] = [];
  for (let calls = 0; calls < 5; calls++) {
    await before?.();
    const { count } = await server.ask<{ count: number }>('statements');
    await call();
    counts.push((await server.ask<{ count: number }>('statements')).count - count);
  }
  return Math.min(...counts);
}

const besideSentence = ({ alone, beside }: Beside): string =>
  `During 200 sends a second to other chats, a list of 50 chats that is asked for again takes ${show(figure(alone))} ms, and ` +
  `${show(figure(beside))} ms beside a transaction that writes and has been open for two minutes.`;

interface Circumstances {
  settings: Settings;
  trips: number[];
  bytes: number[];
  beside: Beside;
}

function sectionOf(found: Found, { settings: { rounds, calls }, trips, bytes, beside }: Circumstances): Section {
  const row = (what: string, who: 'few' | 'many', size = 0): string[] => [
    what,
    ...HOW.map((how) => show(figure(found[`${who} ${how}`]))),
    `${Math.round(size / 1024).toLocaleString('en')} KB`,
  ];
  const against = (what: string, how: (typeof HOW)[number]): Verdict =>
    atMost(`list of 1,000 chats against list of 50, ${what}`, 3, ratio(found[`many ${how}`], found[`few ${how}`]));
  return {
    title: 'The chat list',
    about: `${ABOUT} ${rounds} rounds of ${calls} calls each, in turn; ms per call over HTTP.\n\n${WHY} ${besideSentence(beside)}`,
    head: ['list of', 'asked for again', 'after a message in it', 'read anew', 'answer'],
    rows: [row('50 chats', 'few', bytes[0]), row('1,000 chats', 'many', bytes[1])],
    verdicts: [
      against('asked for again', 'again'),
      against('after a message in it', 'moved'),
      unreached(
        'twenty times as many rows are read and written into the answer; this happens only at the first call and after a long absence.',
        against('read anew', 'anew'),
      ),
      atMost(BESIDE, 1.3, ratio(beside.beside, beside.alone)),
      {
        what: 'statements for a list of 1,000 chats: read anew, again, after a message in it',
        target: '1',
        found: trips.join(', '),
        reached: trips.every((n) => n === 1),
        reason: 'the first statement finds which chats have moved, the second reads only those.',
      },
    ],
  };
}
