import { setTimeout as pause } from 'node:timers/promises';

import { gather } from '../people.mjs';
import { check } from '../check.mjs';
import { Ledger } from '../ledger.mjs';
import { Load } from '../load.mjs';

/** Crashes a node or PostgreSQL again and again under load, and checks all promises each time. */
export const acknowledged = {
  name: 'acknowledged',
  promise: 'An acknowledged message is never lost, doubled or renumbered',
  places: ['pglite', 'nodes'],
  short: { rounds: 3, sendEveryMs: 10 },
  long: { rounds: 50, sendEveryMs: 5 },

  async play({ site, numbers, chance, say }) {
    const cast = await gather(site.urls);
    const ledger = new Ledger();
    const load = new Load({ ...cast, ledger, chance, everyMs: numbers.sendEveryMs });
    const crashes = {};
    let violations = {};
    for (let round = 1; round <= numbers.rounds; round += 1) {
      load.start();
      const victim = await crash({ site, round, chance, crashes });
      await load.stop();
      violations = await check({ ...cast, ledger, marks: load.marks });
      const bad = Object.entries(violations).filter(([, count]) => count > 0);
      say(`round ${round}: killed ${victim}: ${bad.map(([what, count]) => `${what} ${count}`).join(', ') || 'ok'}`);
      if (bad.length > 0) break;
    }
    for (const person of [...cast.everybody, cast.stranger]) person.close();
    return { figures: { ...crashes, ...ledger.figures }, violations, notes: ledger.oddities };
  },
};

/** One crash at a random moment, and a restart. Sometimes the start is crashed as well. */
async function crash({ site, round, chance, crashes }) {
  const { nodes, cluster } = site;
  const count = (victim) => (crashes[`kill -9 of ${victim}`] = (crashes[`kill -9 of ${victim}`] ?? 0) + 1);
  await pause(chance.between(300, 2_500));
  const victim = cluster && round % 3 === 0 ? 'PostgreSQL' : 'a node';
  count(victim);
  if (victim === 'PostgreSQL') {
    await cluster.kill();
    await pause(chance.between(0, 500));
    await cluster.start();
  } else {
    const node = chance.oneOf(nodes);
    await node.kill();
    node.spawn();
    if (chance.happens(0.25)) {
      await pause(chance.between(50, 1_200));
      count('a node, starting');
      await node.kill();
      node.spawn();
    }
  }
  await site.untilReady();
  await pause(chance.between(100, 400)); // some load on what came up
  return victim;
}
