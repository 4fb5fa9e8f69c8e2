import { setTimeout as pause } from 'node:timers/promises';

import { check } from './check.mjs';
import { Ledger } from './ledger.mjs';
import { Load } from './load.mjs';
import { Person } from './person.mjs';

const NAMES = ['ada', 'ben', 'cleo', 'dan', 'eve', 'fay', 'gus', 'hal'];
/** Who is in which chat: one busy group, two smaller ones, two direct chats. */
const CHATS = [NAMES, ['ada', 'ben', 'cleo', 'dan'], ['eve', 'fay', 'gus'], ['ada', 'hal'], ['ben', 'eve']];

/**
 * Crashes a server again and again under load, and looks each time whether every promise was kept.
 * @param server a ServerProcess that is not running yet
 * @param cluster the PostgreSQL under it, crashed every third round; none on the embedded database
 */
export async function play({ server, cluster, rounds, chance, onRound }) {
  server.spawn();
  await server.untilReady();
  const cast = await gather(server.url);
  const ledger = new Ledger();
  const load = new Load({ ...cast, ledger, chance });
  const crashes = { server: 0, 'server, starting': 0, postgres: 0 };
  let violations = {};
  try {
    for (let round = 1; round <= rounds; round += 1) {
      load.start();
      const victim = await crash({ server, cluster, round, chance, crashes });
      await load.stop();
      violations = {
        ...(await check({ ...cast, ledger, marks: load.marks })),
        'ended by itself': server.endedByItself,
      };
      onRound?.({ round, victim, violations });
      if (Object.values(violations).some(Boolean)) break;
    }
  } finally {
    for (const person of [...cast.people, cast.stranger]) person.hangUp();
    await server.kill();
  }
  return { ledger, crashes, violations };
}

async function gather(url) {
  const people = await Promise.all(NAMES.map((name) => Person.register(url, name)));
  const stranger = await Person.register(url, 'stranger');
  const chats = [];
  for (const names of CHATS) {
    const [first, ...others] = names.map((name) => people[NAMES.indexOf(name)]);
    const wanted = { participants: others.map(({ id }) => id) };
    const { data } = await first.call('POST', 'chats', wanted);
    chats.push({ id: data.id, people: [first, ...others] });
  }
  return { people, stranger, chats };
}

/** One crash at a random moment, and everything up again. A start is sometimes crashed as well. */
async function crash({ server, cluster, round, chance, crashes }) {
  await pause(chance.between(300, 2_500));
  const victim = cluster && round % 3 === 0 ? 'postgres' : 'server';
  crashes[victim] += 1;
  if (victim === 'postgres') {
    await cluster.kill();
    await pause(chance.between(0, 500));
    await cluster.start();
  } else {
    await server.kill();
    server.spawn();
    if (chance.happens(0.25)) {
      await pause(chance.between(50, 1_200));
      crashes['server, starting'] += 1;
      await server.kill();
      server.spawn();
    }
  }
  await server.untilReady();
  await pause(chance.between(100, 400)); // some load on what came up
  return victim;
}
