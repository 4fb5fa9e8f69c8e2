/** Makes load, in a process of its own: as much as the server can take, or so many things a second, whatever becomes of them. */
import { setPriority } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';

import { answerWith } from '../helper.mjs';
import { DOORS } from './doors.mjs';

const TICK_MS = 5;
const CLOSED_LOOP = 64;
/** What is still under way when the load ends is waited for. */
const LAST_ANSWERS_MS = 20_000;

// Those who overload a server have processors of their own; here they share the machine with it.
setPriority(10);

let lines = [];

answerWith({
  /** Opens lines, each from an address of its own. */
  async open({ door, url, crowd, count }) {
    const place = DOORS[door];
    for (let from = 0; from < count; from += 25) {
      const some = Array.from({ length: Math.min(25, count - from) }, async (_, number) => {
        const line = await place.open(url, crowd[(from + number) % crowd.length], addressOf(from + number));
        return Object.assign(line, { underWay: 0, most: place.atOnce });
      });
      lines.push(...(await Promise.all(some)));
    }
  },
  close() {
    for (const line of lines) line.close();
    lines = [];
  },
  /** Each line asks when it was answered. @returns accepted in a second */
  async capacity({ seconds }) {
    const counts = new Counts();
    const until = performance.now() + seconds * 1_000;
    const turns = async (line) => {
      while (performance.now() < until && !line.isClosed()) await counts.ask(line);
    };
    await Promise.all(lines.slice(0, CLOSED_LOOP).map(turns));
    return counts.accepted / seconds;
  },
  load,
});

/**
 * So many a second, at their time, on any line that is free; what finds none is counted and dropped.
 * @param after seconds; how long things took is told of those that were asked later
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
      const line = freeLine((next += 1));
      if (!line) unsent += 1;
      else {
        const asking = counts.ask(line).then(() => underWay.delete(asking));
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

/** Looks at a few, from a place that moves on. */
function freeLine(from) {
  for (let step = 0; step < 20; step += 1) {
    const line = lines[(from + step * 37) % lines.length];
    if (line && line.underWay < line.most && !line.isClosed()) return line;
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

  async ask(line) {
    line.underWay += 1;
    const since = performance.now();
    const word = await line.ask();
    line.underWay -= 1;
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
