import { setTimeout as pause } from 'node:timers/promises';

import { gather } from '../people.mjs';
import { check } from '../check.mjs';
import { Ledger } from '../ledger.mjs';
import { Load } from '../load.mjs';

/** One second for the machine in addition to the five that are promised. */
const ANSWERED_WITHIN_MS = 6_000;
const NOTICED_WITHIN_MS = 3_500;
const BACK_WITHIN_MS = 6_000;
const PATIENCE_MS = 20_000;
const EVERY_MS = 200;

/** Freezes PostgreSQL under load, and lets it continue after a while: meanwhile its connections stay open, and nothing is answered. */
export const frozenDatabase = {
  name: 'frozen-database',
  promise: 'Calls are answered within 5 s while the database does not answer, and the nodes recover by themselves',
  places: ['nodes'],
  short: { rounds: 1, frozenMs: 10_000, sendEveryMs: 20 },
  long: { rounds: 5, frozenMs: 60_000, sendEveryMs: 10 },

  async play({ site, numbers, chance, say }) {
    const cast = await gather(site.urls);
    const ledger = new Ledger();
    const load = new Load({ ...cast, ledger, chance, everyMs: numbers.sendEveryMs });
    const totals = {
      'answered late or not at all': 0,
      'not reported as unready in time': 0,
      'not ready again in time': 0,
    };
    let asked = 0;
    let violations = {};
    for (let round = 1; round <= numbers.rounds; round += 1) {
      load.start();
      await pause(chance.between(500, 2_000));
      site.cluster.freeze();
      const unready = Promise.all(site.urls.map((url) => until(url, 503, NOTICED_WITHIN_MS)));
      const answers = await askMeanwhile(cast, numbers.frozenMs);
      site.cluster.thaw();
      const back = Promise.all(site.urls.map((url) => until(url, 200, BACK_WITHIN_MS)));
      const late = (await Promise.all(answers)).filter((ms) => ms > ANSWERED_WITHIN_MS).length;
      asked += answers.length;
      totals['answered late or not at all'] += late;
      totals['not reported as unready in time'] += (await unready).filter((inTime) => !inTime).length;
      totals['not ready again in time'] += (await back).filter((inTime) => !inTime).length;
      await load.stop();
      violations = { ...(await check({ ...cast, ledger, marks: load.marks })), ...totals };
      say(`round ${round}: frozen for ${numbers.frozenMs / 1000} s, ${answers.length} asked meanwhile, ${late} late`);
    }
    for (const person of [...cast.everybody, cast.stranger]) person.close();
    const figures = {
      'times frozen': numbers.rounds,
      'calls and events while it was frozen': asked,
      ...ledger.figures,
    };
    return { figures, violations, notes: ledger.oddities };
  },
};

/** A person who makes calls all the time. @returns a promise for each call: after how many milliseconds it was answered */
async function askMeanwhile({ everybody, chats }, ms) {
  const answers = [];
  for (const until = performance.now() + ms; performance.now() < until; await pause(EVERY_MS)) {
    const person = everybody[answers.length % everybody.length];
    answers.push(timed(answers.length % 2 ? askByCall(person) : askBySocket(person, chats)));
  }
  return answers;
}

async function askByCall({ token, urls }) {
  const headers = { authorization: `Bearer ${token}` };
  const answer = await fetch(`${urls[0]}/api/chats`, { headers, signal: AbortSignal.timeout(PATIENCE_MS) });
  await answer.arrayBuffer();
}

/** Sends a mark and no message, because a refused mark need not be repeated. A socket that is reconnecting counts as answered. */
async function askBySocket(person, chats) {
  const chat = chats.find(({ people }) => people.includes(person));
  if (!chat || !person.socket.connected) return;
  const mark = { chatId: chat.id, seq: 1 };
  await person.socket
    .timeout(PATIENCE_MS)
    .emitWithAck('chat.delivered', mark)
    .catch((error) => {
      if (person.socket.connected) throw error;
    });
}

async function timed(answer) {
  const since = performance.now();
  await answer.catch(() => pause(PATIENCE_MS));
  return performance.now() - since;
}

/** @returns whether this node's health had this status in time */
async function until(url, status, ms) {
  for (const end = performance.now() + ms; performance.now() < end; await pause(50)) {
    const signal = AbortSignal.timeout(ms);
    const answer = await fetch(`${url}/health/ready`, { signal }).catch(() => undefined);
    if (answer?.status === status) return true;
  }
  return false;
}
