import type { Client } from 'pg';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { lineChart } from './chart.js';
import { Child } from './child.js';
import { Getter } from './getter.js';
import { atMost, type Section, show } from './report.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { callsInTurn } from './turns.js';
import { addChats, addPeople, createDatabase, inDatabase, SECRET } from './world.js';

const MESSAGES = 200_000;
const PAGES = [1, 10, 100, 1000, MESSAGES / 20] as const;

/** The oldest page of a long chat against the newest. */
export async function page(cluster: Cluster, settings: Settings): Promise<Section> {
  const DATABASE_URL = await createDatabase(cluster.url, 'page');
  const env = { DATABASE_URL, JWT_SECRET: SECRET, NODE_ENV: 'production', PROFILE_AS: 'page' };
  const [server, { url }] = await Child.start<{ url: string }>('./server-process.ts', ['ours'], env);
  const { token, chat } = await inDatabase(cluster.url, 'page', addLongChat);
  const reader = new Getter(url, token);
  const read = async (number: number): Promise<number> =>
    (await reader.read(`/api/chats/${chat}/messages?page=${number}`)).ms;
  const calls = settings.calls * 3;
  const found = await callsInTurn(Object.fromEntries(PAGES.map((number) => [number, () => read(number)])), {
    ...settings,
    calls,
  });
  const figures = PAGES.map((number) => ({ number, ...figure(found[number] ?? []) }));
  reader.close();
  await server.stop();
  return {
    title: 'Pages of a long chat',
    about:
      `\`GET …/messages?page=\` in a chat of ${MESSAGES.toLocaleString('en')} messages, one caller, a kept-alive connection; ` +
      `${settings.rounds} rounds of ${calls} calls each, in turn.`,
    head: ['page', 'ms per call'],
    rows: figures.map(({ number, ...ms }) => [number.toLocaleString('en'), show(ms)]),
    picture: {
      file: 'pages.svg',
      svg: lineChart({
        title: `Pages of a chat of ${MESSAGES.toLocaleString('en')} messages`,
        unit: 'ms per call',
        across: 'page',
        lines: [{ name: 'ms', points: figures.map(({ number, median }) => ({ x: number, y: median })) }],
      }),
    },
    verdicts: [atMost('page 10,000 against page 1', 1.5, ratio(found[MESSAGES / 20] ?? [], found[1] ?? []))],
  };
}

async function addLongChat(client: Client): Promise<{ token: string; chat: string }> {
  const people = await addPeople(client, 2);
  const [chat = ''] = await addChats(client, [people.map(({ userId }) => userId)]);
  await client.query(FILL, [chat, MESSAGES]);
  await client.query('update chats set last_seq = $2, last_rev = $2 where id = $1', [chat, MESSAGES]);
  await client.query('vacuum analyze');
  return { token: people[0]?.token ?? '', chat };
}

/** Measures both in turn. */
const FILL = `
insert into messages (chat_id, id, seq, sent_rev, kind, participant_id, body, content_hash)
select $1, gen_random_uuid(), n, n, 'text', participants.ids[1 + n % 2], 'message ' || n || ': are we still on for lunch tomorrow?', ''
from generate_series(1, $2::int) n, (select array_agg(id) ids from participants where chat_id = $1) participants`;
