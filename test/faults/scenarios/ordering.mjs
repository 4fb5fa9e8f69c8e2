import { setTimeout as pause } from 'node:timers/promises';

import { chatOf, named, people } from '../people.mjs';
import { comparePushes } from '../push-check.mjs';
import { HealthWatch } from '../health-watch.mjs';
import { Witness } from '../witness.mjs';
import { Writers } from '../writers.mjs';

const CHATS = 4;
const WRITERS = 50;
const READERS = 5;

const short = { messages: 1_500, everyMs: 10, awayMs: 5_000, kills: 2 };
const long = { messages: 10_000, everyMs: 6, awayMs: 30_000, kills: 20 };

/** Writers send through all nodes and witnesses listen on the URLs `listenOn`, while something happens. */
async function play({ site, numbers, chance }, { listenOn, meanwhile }) {
  const writing = await people(site.urls, named('writer', WRITERS));
  const reading = await people(site.urls, named('reader', READERS));
  const chats = [];
  for (const title of named('chat ', CHATS)) chats.push(await chatOf([...reading, ...writing], title));
  // In these chats nothing is written on the listening node, so no later number shows it a gap.
  site.urls.forEach((sendUrl, place) => Object.assign(chats[place], { sendUrl }));
  const witnesses = [];
  for (const url of listenOn) for (const { token } of reading) witnesses.push(await Witness.open(url, token));

  const writers = new Writers({ people: writing, chats, chance, everyMs: numbers.everyMs });
  const [, found = {}] = await Promise.all([writers.write(numbers.messages), meanwhile(writers)]);
  const { wrong, notes, figures } = await comparePushes({ chats, witnesses, acknowledged: writers.acknowledged });
  for (const witness of witnesses) witness.close();
  return {
    figures: { 'messages acknowledged': writers.acknowledged.size, ...found.figures, ...figures },
    violations: { ...wrong, ...found.violations },
    notes: [...notes, ...(found.notes ?? [])],
  };
}

const promise = 'Pushes of one chat arrive in order, each once, none missing';

/** Kills Redis under load and starts it again. */
export const ordering = {
  name: 'ordering',
  promise,
  places: ['pglite', 'nodes'],
  short,
  long,
  play(given) {
    const { redis, urls } = given.site;
    const without = { begin: () => redis.kill(), end: () => redis.start() };
    return play(given, { listenOn: urls, meanwhile: (writers) => redis && loseRedis(given, writers, without) });
  },
};

/** Freezes Redis: it keeps its connections and answers nothing, then continues. */
export const frozenRedis = {
  name: 'redis-frozen',
  promise: `${promise}, also while Redis is frozen`,
  places: ['nodes'],
  short,
  long,
  play(given) {
    const { redis, urls } = given.site;
    const without = { begin: () => redis.freeze(), end: () => redis.thaw() };
    return play(given, { listenOn: urls, meanwhile: (writers) => loseRedis(given, writers, without) });
  },
};

/** Acts when a fifth of the messages is written. Every node must say `ready` all the time, and soon `degraded`. */
async function loseRedis({ site, numbers }, writers, { begin, end }) {
  const watch = new HealthWatch(site.urls);
  while (writers.written < numbers.messages / 5) await pause(20);
  await begin();
  watch.expect('degraded');
  await pause(numbers.awayMs);
  watch.expect(undefined);
  await end();
  return watch.stop({ 'seconds without Redis': numbers.awayMs / 1_000 });
}

/** Three hints in ten are lost, with Redis up. */
export const lostHints = {
  name: 'lost-hints',
  promise: `${promise}, also when hints are lost`,
  places: ['nodes'],
  toleratedFailures: ['lose-hints'],
  short,
  long,
  play: (given) => play(given, { listenOn: given.site.urls, meanwhile: () => undefined }),
};

/**
 * The node that stores dies again and again, perhaps between a commit and its push: listeners on the other node must receive
 * everything.
 */
export const orphans = {
  name: 'orphans',
  promise: `${promise}, also when the node that stored them dies`,
  places: ['nodes'],
  short,
  long,
  play(given) {
    const { site, numbers, chance } = given;
    const [survivor, victim] = site.nodes;
    const killAgainAndAgain = async () => {
      for (let kill = 0; kill < numbers.kills; kill += 1) {
        await pause(chance.between(500, 2_500));
        await victim.kill();
        victim.spawn();
        await victim.untilReady();
      }
      return { figures: { 'kill -9 of the other node': numbers.kills } };
    };
    return play(given, { listenOn: [survivor.url], meanwhile: killAgainAndAgain });
  },
};
