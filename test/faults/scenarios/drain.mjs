import { setTimeout as pause } from 'node:timers/promises';

import { check } from '../check.mjs';
import { gather } from '../people.mjs';
import { Ledger } from '../ledger.mjs';
import { Load } from '../load.mjs';
import { Witness } from '../witness.mjs';

const SOCKETS = 20;
const UNREADY_WITHIN_MS = 1_000;
const GONE_WITHIN_MS = 25_000;
/** Milliseconds: not all sockets may be closed at the same moment. */
const SPREAD_MS = 100;

/** Stops a node under load, as a deployment does, and starts it again. */
export const drain = {
  name: 'drain',
  promise: 'Stopping a node loses nothing, and its sockets get a notice before they are closed',
  places: ['pglite', 'nodes'],
  short: { rounds: 2, sendEveryMs: 20 },
  long: { rounds: 20, sendEveryMs: 10 },

  async play({ site, numbers, chance, say }) {
    const cast = await gather(site.urls);
    const ledger = new Ledger();
    const load = new Load({ ...cast, ledger, chance, everyMs: numbers.sendEveryMs });
    const wrong = { 'still ready 1 s after the signal': 0, 'exit other than 0': 0, 'exit after more than 25 s': 0 };
    Object.assign(wrong, { 'sockets closed without notice': 0, 'sockets closed all at once': 0 });
    let slowest = 0;
    load.start();
    for (let round = 1; round <= numbers.rounds; round += 1) {
      const node = chance.oneOf(site.nodes);
      const found = await deploy(node, cast.everybody[0].token);
      for (const [what, count] of Object.entries(found.wrong)) wrong[what] += count;
      slowest = Math.max(slowest, found.ms);
      say(`round ${round}: exit ${found.code} after ${Math.round(found.ms)} ms`);
      node.spawn();
      await node.untilReady();
      await pause(chance.between(100, 1_000));
    }
    await load.stop();
    const stored = await check({ ...cast, ledger, marks: load.marks });
    for (const person of [...cast.everybody, cast.stranger]) person.close();
    return {
      figures: { SIGTERM: numbers.rounds, 'slowest exit, ms': Math.round(slowest), ...ledger.figures },
      violations: { ...wrong, ...stored },
      notes: ledger.oddities,
    };
  },
};

async function deploy(node, token) {
  const sockets = [];
  for (let place = 0; place < SOCKETS; place += 1) sockets.push(await Witness.open(node.url, token));
  const ending = node.terminate();
  const unreadyAfter = await untilUnready(node.url);
  const { code, ms } = await ending;
  const closed = sockets.map(({ lostAt }) => lostAt);
  const warned = sockets.filter(({ other }) => other.some(({ event }) => event === 'server.draining'));
  const spread = Math.max(...closed) - Math.min(...closed);
  return {
    code,
    ms,
    wrong: {
      'still ready 1 s after the signal': unreadyAfter > UNREADY_WITHIN_MS ? 1 : 0,
      'exit other than 0': code === 0 ? 0 : 1,
      'exit after more than 25 s': ms > GONE_WITHIN_MS ? 1 : 0,
      'sockets closed without notice': sockets.length - warned.length,
      'sockets closed all at once': spread < SPREAD_MS ? 1 : 0,
    },
  };
}

/** @returns after how many milliseconds it no longer said that it is ready */
async function untilUnready(url) {
  const since = performance.now();
  for (;;) {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
    if (answer?.status !== 200) return performance.now() - since;
    await pause(20);
  }
}
