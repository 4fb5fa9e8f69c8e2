import { setTimeout as pause } from 'node:timers/promises';
import { isDeepStrictEqual } from 'node:util';

import { chatOf, named, people } from '../people.mjs';
import { Replica } from '../replica.mjs';
import { clientState, serverState } from '../expected-state.mjs';

const IN_A_GROUP = 10;
const SETTLES_WITHIN_MS = 10_000;

/** Disconnects clients at random moments while everybody writes, edits, reacts, deletes, reads, pins, stars and changes their name. */
export const away = {
  name: 'away',
  promise: 'A client that was offline ends with the current state',
  places: ['pglite', 'nodes'],
  short: { clients: 20, cuts: 4, everyMs: 20 },
  long: { clients: 200, cuts: 20, everyMs: 10 },

  async play({ site, numbers, chance }) {
    const everybody = await people(site.urls, named('person', numbers.clients));
    const chats = await groupsOf(everybody);
    const replicas = everybody.map((person) => new Replica(person));
    for (const replica of replicas) replica.connect(chance.oneOf(site.urls));
    const load = busy({ chats, chance, everyMs: numbers.everyMs });
    let cuts = 0;
    const comesAndGoes = async (replica) => {
      for (let cut = 0; cut < numbers.cuts; cut += 1) {
        await pause(chance.between(0, 1_500));
        replica.cut();
        cuts += 1;
        await pause(chance.between(0, 1_500));
        replica.connect(chance.oneOf(site.urls));
        // Now and then disconnects again during the sync.
        if (chance.happens(0.7)) await replica.settled();
      }
    };
    await Promise.all(replicas.map(comesAndGoes));
    const changes = await load.end();
    const notes = [];
    for (const replica of replicas) notes.push(...(await difference(replica, chance.oneOf(site.urls))));
    for (const replica of replicas) replica.cut();
    return {
      figures: {
        'syncs that failed': replicas.flatMap(({ failures }) => failures).length,
        clients: replicas.length,
        cuts,
        'changes meanwhile': changes,
      },
      violations: { 'clients whose copy differs': notes.length },
      notes,
    };
  },
};

/** Groups of ten who follow each other, and a direct chat for each two neighbours. */
async function groupsOf(everybody) {
  const chats = [];
  for (let at = 0; at < everybody.length; at += IN_A_GROUP / 2) {
    const group = Array.from({ length: IN_A_GROUP }, (_, place) => everybody[(at + place) % everybody.length]);
    chats.push(await chatOf([...new Set(group)], `Group ${at}`));
    chats.push(await chatOf([group[0], group[1]]));
  }
  return chats;
}

/** Stars, reacts, edits or deletes. What the person may not do is refused, without effect. */
function changeTo(message, kind, changes) {
  if (kind < 0.2) return ['PUT', `${message}/star`];
  if (kind < 0.5)
    return [kind < 0.4 ? 'PUT' : 'DELETE', `${message}/reactions/${encodeURIComponent(changes % 2 ? '👍' : '🎉')}`];
  if (kind < 0.8) return ['PATCH', message, { message: `edited ${changes}` }];
  return ['DELETE', `${message}?for=${kind < 0.9 ? 'me' : 'everyone'}`];
}

/** A person who does something all the time. */
function busy({ chats, chance, everyMs }) {
  let going = true;
  let changes = 0;
  const underWay = new Set();
  const one = async () => {
    const { id, people: all } = chance.oneOf(chats);
    const person = chance.oneOf(all);
    const kind = chance.next();
    if (kind < 0.6) return person.call('POST', `chats/${id}/messages`, { message: `message ${changes}` });
    if (kind < 0.75) return person.call('POST', `chats/${id}/read`, { seq: 2_000_000_000 });
    if (kind < 0.85) return person.call('POST', `chats/${id}/toggle-${chance.oneOf(['pin', 'archive'])}`);
    if (kind < 0.87) return person.call('PATCH', 'me', { name: `name ${changes}` });
    const { data = [] } = await person.call('GET', `chats/${id}/messages`);
    if (data.length === 0) return undefined;
    return person.call(...changeTo(`chats/${id}/messages/${chance.oneOf(data).id}`, chance.next(), changes));
  };
  const done = (async () => {
    while (going) {
      changes += 1;
      const task = one().catch(() => undefined);
      underWay.add(task);
      void task.finally(() => underWay.delete(task));
      await pause(everyMs);
    }
    await Promise.all(underWay);
    return changes;
  })();
  return {
    end: () => {
      going = false;
      return done;
    },
  };
}

/** Waits until a connected client is in sync. @returns the differences if it does not become so */
async function difference(replica, url) {
  for (const deadline = Date.now() + SETTLES_WITHIN_MS; ; await pause(100)) {
    if (!replica.isConnected) replica.connect(url);
    await replica.settled();
    const truth = await serverState(replica.person);
    const held = clientState(replica);
    if (isDeepStrictEqual(held, truth)) return [];
    if (Date.now() > deadline) return [`${replica.person.id}: ${firstDifference(held, truth)}`];
  }
}

function firstDifference(held, truth, path = '') {
  if (isDeepStrictEqual(held, truth)) return '';
  if (typeof held !== 'object' || typeof truth !== 'object' || !held || !truth) {
    return `${path} is held as ${JSON.stringify(held)} and is ${JSON.stringify(truth)}`;
  }
  for (const key of new Set([...Object.keys(held), ...Object.keys(truth)])) {
    const found = firstDifference(held[key], truth[key], `${path}/${key}`);
    if (found) return found;
  }
  return `${path} differs`;
}
