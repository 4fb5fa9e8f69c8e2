import { setTimeout as pause } from 'node:timers/promises';

import { named, people } from '../people.mjs';
import { Witness } from '../witness.mjs';

const PEOPLE = 100;
/** The lease of a dead node's sockets, and some time to notice. */
const GONE_WITHIN_MS = 45_000;
const GRACE_MS = 10_000;
/** Of the people of the node that dies, some reconnect at once, some have a second device on the other node, and some stay away. */
const FATES = ['comes back', 'is on both', 'stays away'];

/** Kills nodes with people connected to them. People on the living node must receive correct presence, and no more. */
export const presence = {
  name: 'presence',
  promise: 'Presence is right after a crash',
  places: ['nodes'],
  short: { rounds: 1 },
  long: { rounds: 50 },

  async play({ site, numbers, chance, say }) {
    const [watcher, ...everybody] = await people(site.urls, ['watcher', ...named('person', PEOPLE)]);
    for (const { id } of everybody) await watcher.does('POST', 'chats', { participants: [id] });
    const wrong = {
      'still online 45 s after the crash, or no push': 0,
      'connected and shown as offline': 0,
      'needless pushes that somebody is online': 0,
      'connected and not shown as online': 0,
    };
    const notes = [];
    const figures = { 'kill -9 of a node': numbers.rounds, people: PEOPLE, 'pushes that somebody went offline': 0 };
    for (let round = 1; round <= numbers.rounds && !Object.values(wrong).some(Boolean); round += 1) {
      const victim = chance.oneOf(site.nodes);
      const survivor = site.nodes.find((node) => node !== victim);
      const found = await crash({ watcher, everybody, victim, survivor });
      for (const [what, ids] of Object.entries(found.wrong)) {
        wrong[what] += ids.length;
        if (ids.length > 0) notes.push(`round ${round}: ${what}: ${ids.slice(0, 3).join(', ')}`);
      }
      figures['pushes that somebody went offline'] += found.left;
      say(`round ${round}: ${notes.length === 0 ? 'ok' : notes.at(-1)}`);
    }
    return { figures, violations: wrong, notes };
  },
};

async function crash({ watcher, everybody, victim, survivor }) {
  const watching = await Witness.open(survivor.url, watcher.token);
  const arrivals = [];
  for (const [place, person] of everybody.entries()) arrivals.push(await arrive(person, place, { victim, survivor }));
  const online = await settled(watcher, survivor, arrivals, 'online');

  const receivedBefore = watching.other.length;
  await victim.kill();
  const died = performance.now();
  const sockets = arrivals.flatMap((one) => one.sockets);
  await pause(GRACE_MS / 2);
  for (const one of arrivals.filter(({ fate }) => fate === 'comes back')) {
    sockets.push(await Witness.open(survivor.url, one.person.token));
  }
  await pause(Math.max(0, died + GONE_WITHIN_MS - performance.now()));

  const changes = watching.other.slice(receivedBefore).filter(({ event }) => event === 'presence.changed');
  const away = new Set(arrivals.filter(({ fate }) => fate === 'stays away').map(({ person }) => person.id));
  const statuses = await statusesOf(watcher, survivor, arrivals);
  const wasReceived = (id, status) => changes.some(({ payload }) => payload.userId === id && payload.status === status);
  const ids = arrivals.map(({ person }) => person.id);
  const wrong = {
    'connected and not shown as online': online,
    'still online 45 s after the crash, or no push': [...away].filter(
      (id) => statuses.get(id) !== 'offline' || !wasReceived(id, 'offline'),
    ),
    'connected and shown as offline': ids.filter(
      (id) => !away.has(id) && (statuses.get(id) !== 'online' || wasReceived(id, 'offline')),
    ),
    'needless pushes that somebody is online': ids.filter((id) => !away.has(id) && wasReceived(id, 'online')),
  };
  for (const socket of [watching, ...sockets]) socket.close();
  victim.spawn();
  await victim.untilReady();
  return { wrong, left: changes.filter(({ payload }) => away.has(payload.userId)).length };
}

/** Half are on the node that lives, half on the one that dies. */
async function arrive(person, place, { victim, survivor }) {
  const fate = place % 2 === 0 ? 'stays connected' : FATES[((place - 1) / 2) % FATES.length];
  const urls = { 'stays connected': [survivor.url], 'is on both': [victim.url, survivor.url] }[fate] ?? [victim.url];
  const sockets = await Promise.all(urls.map((url) => Witness.open(url, person.token)));
  return { person, fate, sockets };
}

/** @returns the ids of the people who are not shown in this way within ten seconds */
async function settled(watcher, node, arrivals, status) {
  for (const deadline = Date.now() + GRACE_MS; ; await pause(200)) {
    const statuses = await statusesOf(watcher, node, arrivals);
    const others = [...statuses].filter(([, shown]) => shown !== status).map(([id]) => id);
    if (others.length === 0 || Date.now() > deadline) return others;
  }
}

/** The presence of everybody in the list of chats. */
async function statusesOf(watcher, node, arrivals) {
  const ids = new Set(arrivals.map(({ person }) => person.id));
  const chats = await watcher.does('GET', 'chats', undefined, node.url);
  const users = chats.flatMap(({ participants }) => participants.map(({ user }) => user));
  return new Map(users.filter(({ id }) => ids.has(id)).map(({ id, status }) => [id, status]));
}
