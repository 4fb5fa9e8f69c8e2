/** Sockets that stop reading while pushes of 4 KB arrive: measures the cost for the server and for others. */
import { readFileSync } from 'node:fs';
import { setTimeout as pause } from 'node:timers/promises';

import { Person } from './person.mjs';
import { Reader } from './slow-reader.mjs';

const TEXT = 'x'.repeat(3_980); // with the time before it, just what a message may have
const CHATS = 4;
const HEALTHY = 4;
/** A person may have 50 sockets open. */
const DEVICES_EACH = 40;
const EVERY_MS = 20;
const MEASURE_MS = 5_000;
/** Milliseconds: below this there is only the machine's own jitter to measure. */
const JITTER_MS = 50;
/** They read again one after the other, because this one process reads for all of them. */
const RESUME_EVERY_MS = 100;

/**
 * @param url of a server with RATE_LIMIT=off
 * @param pid of its process
 * @param pushesPerSecond to the sockets that keep reading; each push also goes to every socket that does not
 * @returns the figures, and `broken`: the violated promises, as sentences
 */
export async function slowReaders({ url, pid, seconds = 60, sockets = 200, pushesPerSecond = 1_000 }) {
  const crew = await gather(url, sockets);
  const talk = new Talk(crew, pushesPerSecond / HEALTHY);
  try {
    await talk.latency(2_000); // the first pushes of a fresh process are slow, whoever reads
    const p99BeforeMs = await talk.latency(MEASURE_MS);
    const before = residentMb(pid);
    for (const reader of crew.slow) reader.stopReading();
    const measured = talk.latency(seconds * 1_000);
    const grownMb = (await peak(pid, measured)) - before;
    const p99DuringMs = await measured;
    const wholeAfter = await wakeAll(crew, talk);
    return judge({
      pushesPerSecond: Math.round((HEALTHY * talk.stored) / talk.seconds),
      grownMb: Math.round(grownMb),
      p99BeforeMs,
      p99DuringMs,
      slowestWholeMs: Math.max(...wholeAfter),
      missed: crew.healthy.reduce((sum, { missed }) => sum + missed, 0),
      notified: crew.slow.filter(({ notified }) => notified === 1).length,
      notifiedTwice: crew.slow.filter(({ notified }) => notified > 1).length,
      cutOff: crew.slow.filter(({ cut }) => cut > 0).length,
    });
  } finally {
    await talk.stop();
    for (const one of [...crew.slow, ...crew.healthy]) one.close();
  }
}

function judge(figures) {
  const { grownMb, p99BeforeMs, p99DuringMs, slowestWholeMs, missed, notified, notifiedTwice, cutOff } = figures;
  const broken = [
    grownMb > 300 && `memory grew by ${grownMb} MB`,
    p99DuringMs > Math.max(2 * p99BeforeMs, JITTER_MS) &&
      `p99 of clients that kept reading ${p99DuringMs} ms, was ${p99BeforeMs} ms`,
    slowestWholeMs > 5_000 && `a paused client caught up only after ${slowestWholeMs} ms`,
    !Number.isFinite(p99BeforeMs + p99DuringMs) && 'clients that kept reading received nothing',
    notified + notifiedTwice + cutOff === 0 && 'no client fell behind: the test had no effect',
    missed > 0 && `clients that kept reading missed ${missed} messages`,
  ];
  return { ...figures, broken: broken.filter(Boolean) };
}

async function gather(url, sockets) {
  const names = [
    'talker',
    'healthy',
    ...Array.from({ length: Math.ceil(sockets / DEVICES_EACH) }, (_, i) => `slow${i}`),
  ];
  const stamp = Date.now();
  const people = await Promise.all(names.map((name) => Person.register([url], `${name}.${stamp}`)));
  const [talker, healthyOne, ...slowOnes] = people;
  const wanted = { title: 'slow readers', participants: people.slice(1).map(({ id }) => id) };
  const opened = Array.from({ length: CHATS }, () => talker.call('POST', 'chats', wanted));
  const chats = (await Promise.all(opened)).map(({ data }) => data.id);
  const healthy = Array.from({ length: HEALTHY }, () => new Reader(url, healthyOne));
  const slow = Array.from({ length: sockets }, (_, place) => new Reader(url, slowOnes[place % slowOnes.length]));
  await Promise.all([...healthy, ...slow].map(({ ready }) => ready));
  return { talker, chats, healthy, slow };
}

/** Sends long messages at a steady rate, and measures the time until readers receive them. */
class Talk {
  sent = 0;
  stored = 0;
  /** The highest acknowledged `seq` of each chat. */
  acknowledged = new Map();
  #since = Date.now();
  #running = true;
  #times = [];
  #underWay = new Set();

  constructor({ talker, chats, healthy }, perSecond) {
    Object.assign(this, { talker, chats, perSecond });
    for (const reader of healthy) {
      reader.onMessage = ({ message }) => this.#times.push(Date.now() - Number.parseInt(message, 10));
    }
    this.ticking = this.#tick();
  }

  get seconds() {
    return (Date.now() - this.#since) / 1_000;
  }

  /** The 99th percentile over the next milliseconds. */
  async latency(ms) {
    this.#times = [];
    await pause(ms);
    const times = this.#times.sort((a, b) => a - b);
    return times[Math.floor(times.length * 0.99)] ?? Number.POSITIVE_INFINITY;
  }

  async stop() {
    this.#running = false;
    await this.ticking;
    await Promise.all(this.#underWay);
  }

  async #tick() {
    while (this.#running) {
      while (this.sent < this.seconds * this.perSecond) this.#say();
      await pause(EVERY_MS);
    }
  }

  #say() {
    const chatId = this.chats[this.sent % this.chats.length];
    this.sent += 1;
    const said = this.talker.call('POST', `chats/${chatId}/messages`, { message: `${Date.now()} ${TEXT}` }).then(
      ({ data }) => this.#note(chatId, data?.seq),
      () => undefined,
    );
    this.#underWay.add(said);
    void said.finally(() => this.#underWay.delete(said));
  }

  #note(chatId, seq) {
    if (seq === undefined) return;
    this.stored += 1;
    this.acknowledged.set(chatId, Math.max(seq, this.acknowledged.get(chatId) ?? 0));
  }
}

async function wakeAll({ slow }, talk) {
  const waking = [];
  for (const reader of slow) {
    waking.push(wake(reader, new Map(talk.acknowledged)));
    await pause(RESUME_EVERY_MS);
  }
  return Promise.all(waking);
}

/** @returns milliseconds until it has everything that was acknowledged when it began to read again */
async function wake(reader, expected) {
  const since = Date.now();
  reader.readAgain();
  while (Date.now() - since < 60_000) {
    const missing = [...expected].filter(([chatId, seq]) => !reader.has(chatId, seq));
    if (missing.length === 0) return Date.now() - since;
    await Promise.all(missing.map(([chatId]) => reader.catchUp(chatId).catch(() => undefined)));
    await pause(20);
  }
  return Number.POSITIVE_INFINITY;
}

async function peak(pid, until) {
  let running = true;
  void until.finally(() => (running = false));
  let most = 0;
  while (running) {
    most = Math.max(most, residentMb(pid));
    await pause(250);
  }
  return most;
}

function residentMb(pid) {
  const status = readFileSync(`/proc/${pid}/status`, 'utf8');
  return Number(/^VmRSS:\s+(\d+)/m.exec(status)?.[1]) / 1024;
}
