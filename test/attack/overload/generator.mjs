/** Generates load in its own process: as much as the server can take, or a fixed number a second, whatever the results are. */
import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

import { answerWith } from '../helper.mjs';
import { TRANSPORTS } from './transports.mjs';

const TICK_MS = 5;
const CLOSED_LOOP = 64;
/** Milliseconds to wait for open calls when the load ends. */
const LAST_ANSWERS_MS = 20_000;

// Real attackers have their own processors; here they share the machine with the server, so this process has a lower priority.
setPriority(10);

let connections = [];

answerWith({
  /** Opens connections, each from its own address. */
  async open({ transport, url, crowd, count }) {
    const place = TRANSPORTS[transport];
    for (let from = 0; from < count; from += 25) {
      const some = Array.from({ length: Math.min(25, count - from) }, async (_, number) => {
        const connection = await place.open(url, crowd[(from + number) % crowd.length], addressOf(from + number));
        return Object.assign(connection, { underWay: 0, most: place.atOnce });
      });
      connections.push(...(await Promise.all(some)));
    }
  },
  close() {
    for (const connection of connections) connection.close();
    connections = [];
  },
  /** Each connection sends the next call when the last is answered. @returns accepted calls per second */
  async capacity({ seconds }) {
    const counts = new Counts();
    const until = performance.now() + seconds * 1_000;
    const turns = async (connection) => {
      while (performance.now() < until && !connection.isClosed()) await counts.ask(connection);
    };
    await Promise.all(connections.slice(0, CLOSED_LOOP).map(turns));
    return counts.accepted / seconds;
  },
  load,
});

/**
 * Sends so many calls a second at fixed times, on any free connection. If none is free, the call is counted and dropped.
 * @param after seconds; durations are reported for calls after this time
 */
async function load({ perSecond, seconds, after = 0 }) {
  const counts = new Counts(after);
  const used = process.cpuUsage();
  const begun = performance.now();
  const ends = begun + seconds * 1_000;
  let offered = 0;
  let unsent = 0;
  let next = 0;
  const underWay = new Set();
  for (let now = begun; now < ends; now = performance.now()) {
    for (; offered < ((now - begun) / 1_000) * perSecond; offered += 1) {
      const connection = freeConnection((next += 1));
      if (!connection) unsent += 1;
      else {
        const asking = counts.ask(connection).then(() => underWay.delete(asking));
        underWay.add(asking);
      }
    }
    await pause(TICK_MS);
  }
  const { user, system } = process.cpuUsage(used);
  const ended = performance.now();
  const cores = (user + system) / 1_000 / (ended - begun);
  await Promise.race([Promise.all(underWay), pause(LAST_ANSWERS_MS, undefined, { ref: false })]);
  const waited = (performance.now() - ended) / 1_000;
  return { ...counts.summary(), offered, unsent, late: underWay.size, waited, cores };
}

/** Checks a few connections, beginning at another one each time. */
function freeConnection(from) {
  for (let step = 0; step < 20; step += 1) {
    const connection = connections[(from + step * 37) % connections.length];
    if (connection && connection.underWay < connection.most && !connection.isClosed()) return connection;
  }
  return undefined;
}

const addressOf = (number) => `198.18.${Math.floor(number / 250)}.${(number % 250) + 1}`;

class Counts {
  accepted = 0;
  refused = 0;
  failed = 0;
  unanswered = 0;
  #took = [];
  #timedFrom;

  constructor(after = 0) {
    this.#timedFrom = performance.now() + after * 1_000;
  }

  async ask(connection) {
    connection.underWay += 1;
    const since = performance.now();
    const word = await connection.ask();
    connection.underWay -= 1;
    this[word] += 1;
    if (word === 'accepted' && since >= this.#timedFrom) this.#took.push(performance.now() - since);
  }

  summary() {
    const took = this.#took.toSorted((a, b) => a - b);
    const at = (share) => Math.round((took[Math.floor(took.length * share)] ?? Number.NaN) * 10) / 10;
    const { accepted, refused, failed, unanswered } = this;
    return { accepted, refused, failed, unanswered, p50: at(0.5), p99: at(0.99) };
  }
}
