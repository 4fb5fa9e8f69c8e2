import { setTimeout as pause } from 'node:timers/promises';

import type { Cluster } from '../scripts/throwaway-postgres.mjs';
import { Child } from './child.js';
import { HttpSender } from './http-sender.js';
import type { Burst, Load } from './load.js';
import { atMost, type Section, show, unreached } from './report.js';
import { type Contender, contender } from './send-world.js';
import type { Settings } from './settings.js';
import { figure, ratio } from './statistics.js';
import { inTurn } from './turns.js';
import { inDatabase } from './world.js';

/** Seconds for which another session holds the lock of one chat. */
const HOLDS = [0.3, 1, 3];
const OTHERS = 16;
const IN_LOCKED_CHAT = 4;
const RETRY_MS = 100;

interface Turn {
  hold: number;
  isLocked: boolean;
}

const TURNS: Turn[] = HOLDS.flatMap((hold) => [false, true].map((isLocked) => ({ hold, isLocked })));

/** The load of the others, and how many sends to the locked chat were stored and refused. */
type Measured = Load & { stored: number; refused: number };

/** Sends to many chats while another session has locked one chat. */
export async function locks(cluster: Cluster, { rounds }: Settings): Promise<Section> {
  const ours = await contender(cluster, 'ours', 'locks');
  const [load] = await Child.start('./load-process.ts');
  const found = await inTurn(TURNS, rounds, (turn) => measure(cluster, ours, load, turn));
  await Promise.all([load, ours.server].map((child) => child.stop()));
  return sectionOf(found, rounds);
}

async function measure(cluster: Cluster, { url, senders }: Contender, load: Child, turn: Turn): Promise<Measured> {
  const seconds = Math.max(1, turn.hold);
  const hot = senders.hot.slice(OTHERS, OTHERS + IN_LOCKED_CHAT);
  const chatId = hot[0]?.chats[0] ?? '';
  const ended = new AbortController();
  const burst: Burst = { key: 'others', transport: 'http', url, senders: senders.spread.slice(0, OTHERS), seconds };
  const held = turn.isLocked ? hold(cluster, chatId, turn.hold) : undefined;
  const inLockedChat = hot.map(({ token }) => sendUntil(ended.signal, url, token, chatId));
  const others = await load.ask<Load>(burst);
  await held;
  ended.abort();
  const counts = await Promise.all(inLockedChat);
  const sum = (of: 'stored' | 'refused'): number => counts.reduce((total, one) => total + one[of], 0);
  return { ...others, stored: sum('stored'), refused: sum('refused') };
}

async function hold(cluster: Cluster, chatId: string, seconds: number): Promise<void> {
  await inDatabase(cluster.url, 'locks', async (client) => {
    await client.query('begin');
    await client.query('select from chats where id = $1 for no key update', [chatId]);
    await pause(seconds * 1000);
    await client.query('rollback');
  });
}

/** Sends again a moment after a refusal, as clients do. */
async function sendUntil(ended: AbortSignal, url: string, token: string, chatId: string) {
  const counts = { stored: 0, refused: 0 };
  const sender = await HttpSender.open(url, token);
  while (!ended.aborted) {
    try {
      await sender.send(chatId, 'are we still on for lunch tomorrow?');
      counts.stored += 1;
    } catch {
      counts.refused += 1;
      await pause(RETRY_MS);
    }
  }
  sender.close();
  return counts;
}

function sectionOf(found: Map<Turn, Measured[]>, rounds: number): Section {
  const of = (hold: number, isLocked: boolean, what: keyof Measured): number[] =>
    [...found].flatMap(([turn, all]) =>
      turn.hold === hold && turn.isLocked === isLocked ? all.map((one) => one[what]) : [],
    );
  const slower = (hold: number) => ratio(of(hold, true, 'p99'), of(hold, false, 'p99'));
  return {
    title: 'Sends beside a locked chat',
    about:
      `Another session holds the lock of one chat, as a slow transaction would. ${OTHERS} senders send to other chats over REST, ` +
      `${IN_LOCKED_CHAT} to the locked one, on the same node. ${rounds} rounds, each with and without the lock in turn. ` +
      `A send to the locked chat is stored when the lock is released, or refused with \`overloaded\` after a second, and sent again.` +
      ' A burst lasts as long as the lock, at least one second, so the ratio of the shortest varies most.',
    head: ['lock held for', 'others: sends/s', 'without the lock', 'p99 ms', 'without', 'refused in the locked chat'],
    rows: HOLDS.map((hold) => [
      `${hold} s`,
      show(figure(of(hold, true, 'perSecond'))),
      show(figure(of(hold, false, 'perSecond'))),
      show(figure(of(hold, true, 'p99'))),
      show(figure(of(hold, false, 'p99'))),
      show(figure(of(hold, true, 'refused'))),
    ]),
    verdicts: HOLDS.map((hold) =>
      unreached(
        'the p99 of one and the same server at rest differs as much between rounds, see the brackets; no send to another chat waits for the lock.',
        atMost(`p99 of sends to other chats while a chat is locked for ${hold} s`, 1.5, slower(hold)),
      ),
    ),
  };
}
