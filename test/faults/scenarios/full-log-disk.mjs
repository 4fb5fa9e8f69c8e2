import { readFileSync, truncateSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { gather } from '../people.mjs';
import { check } from '../check.mjs';
import { Ledger } from '../ledger.mjs';
import { Load } from '../load.mjs';

const GONE_WITHIN_MS = 25_000;
/** The number of calls whose log lines exceed what the server keeps in memory. */
const CALLS = 16_000;
const AT_ONCE = 20;
const LOGGED_WITHIN_MS = 5_000;

/** The disk of the log is full nearly all the time, while people write. The node is stopped and started in this state. */
export const fullLogDisk = {
  name: 'full-log-disk',
  promise: 'A full log disk does not stop the server',
  places: ['pglite'],
  logDisk: 6,
  settings: { LOG_LEVEL: 'debug' },
  short: { rounds: 1, sendEveryMs: 20 },
  long: { rounds: 5, sendEveryMs: 10 },

  async play({ site, numbers, chance, say }) {
    const [node] = site.nodes;
    const cast = await gather(site.urls);
    const ledger = new Ledger();
    const load = new Load({ ...cast, ledger, chance, everyMs: numbers.sendEveryMs });
    const wrong = {
      'calls not answered': 0,
      'lost lines not counted': 0,
      'loss not logged when there was room again': 0,
    };
    Object.assign(wrong, { 'exit other than 0': 0, 'exit after more than 25 s': 0 });
    let lost = 0;
    load.start();
    for (let round = 1; round <= numbers.rounds; round += 1) {
      site.logDisk.fill();
      wrong['calls not answered'] += await callsUnanswered(node.url);
      const dropped = await linesDropped(node.url);
      if (!(dropped > 0)) wrong['lost lines not counted'] += 1;
      lost += dropped;
      site.logDisk.free();
      truncateSync(node.logFile);
      if (!(await tellsOfLoss(node))) wrong['loss not logged when there was room again'] += 1;

      site.logDisk.fill();
      const { code, ms } = await node.terminate();
      if (code !== 0) wrong['exit other than 0'] += 1;
      if (ms > GONE_WITHIN_MS) wrong['exit after more than 25 s'] += 1;
      say(`round ${round}: ${dropped} lines lost, exit ${code} after ${Math.round(ms)} ms`);
      node.spawn();
      await node.untilReady();
    }
    await load.stop();
    const stored = await check({ ...cast, ledger, marks: load.marks });
    for (const person of [...cast.everybody, cast.stranger]) person.close();
    return {
      figures: { 'times the disk was full': 2 * numbers.rounds, 'log lines lost': lost, ...ledger.figures },
      violations: { ...wrong, ...stored },
      notes: ledger.oddities,
    };
  },
};

async function callsUnanswered(url) {
  let left = CALLS;
  let unanswered = 0;
  const caller = async () => {
    while (left > 0) {
      left -= 1;
      const answer = await fetch(`${url}/health/live`).catch(() => undefined);
      await answer?.arrayBuffer();
      if (answer?.status !== 200) unanswered += 1;
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, caller));
  return unanswered;
}

async function linesDropped(url) {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^parley_log_lines_dropped_total (\d+)$/m.exec(text)?.[1]);
}

async function tellsOfLoss({ logFile }) {
  for (const end = Date.now() + LOGGED_WITHIN_MS; Date.now() < end; await pause(50)) {
    if (readFileSync(logFile, 'utf8').includes('"msg":"log lines were dropped"')) return true;
  }
  return false;
}
