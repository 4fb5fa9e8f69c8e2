/** Stops nodes under load, one after the other, as a deploy does. */
import { setTimeout as pause } from 'node:timers/promises';

import { uuidv7 } from 'uuidv7';

import { Person } from './person.mjs';

const EVERY_MS = 20;
const GONE_WITHIN_MS = 25_000;
const UNREADY_WITHIN_MS = 500;
/** Closed within less than this of each other, the sockets were closed all at once. */
const SPREAD_MS = 2_000;

/**
 * @param nodes ServerProcess of each node, ready, with RATE_LIMIT=off and NODE_ENV=production; with two, on one Redis
 * @returns the figures, and `broken`: the promises that were not kept, as sentences
 */
export async function drain({ nodes, rounds = 20, sockets = 20 }) {
  const crowd = await gather(nodes, sockets);
  const load = new Load(crowd, nodes);
  const stops = [];
  try {
    for (let round = 0; round < rounds; round += 1) {
      const node = nodes[round % nodes.length];
      await untilConnected(crowd.devices.filter(({ url }) => url === node.url));
      await pause(500);
      stops.push(await stop(node, crowd));
      node.spawn();
      await node.untilReady();
    }
    await load.stop();
    return judge(stops, { acknowledged: load.acknowledged.size, lost: await load.lost() });
  } finally {
    await load.stop();
    for (const one of [...crowd.people, ...crowd.devices]) one.hangUp();
  }
}

function judge(stops, { acknowledged, lost }) {
  const most = (what) => Math.max(...stops.map((stop) => stop[what]));
  const figures = {
    stops: stops.length,
    acknowledged,
    lost,
    badExits: stops.filter(({ code }) => code !== 0).length,
    slowestExitMs: most('ms'),
    slowestUnreadyMs: most('unreadyMs'),
    notTold: stops.reduce((sum, { notTold }) => sum + notTold, 0),
    narrowestSpreadMs: Math.min(...stops.map(({ spreadMs }) => spreadMs)),
  };
  const broken = [
    lost > 0 && `${lost} acknowledged messages lost`,
    figures.badExits > 0 && `${figures.badExits} exits with a code other than 0`,
    figures.slowestExitMs > GONE_WITHIN_MS && `an exit after ${figures.slowestExitMs} ms`,
    figures.slowestUnreadyMs > UNREADY_WITHIN_MS && `unready only after ${figures.slowestUnreadyMs} ms`,
    figures.notTold > 0 && `${figures.notTold} sockets not told`,
    figures.narrowestSpreadMs < SPREAD_MS && `all sockets closed within ${figures.narrowestSpreadMs} ms`,
  ];
  return { ...figures, broken: broken.filter(Boolean) };
}

async function gather(nodes, sockets) {
  const stamp = Date.now();
  const [ada, ben] = await Promise.all(['ada', 'ben'].map((name) => Person.register(nodes[0].url, `${name}.${stamp}`)));
  const { data: chat } = await ada.call('POST', 'chats', { participants: [ben.id] });
  const account = { token: ben.token, user: { id: ben.id } };
  const devices = Array.from(
    { length: sockets * nodes.length },
    (_, i) => new Person(nodes[i % nodes.length].url, account),
  );
  for (const one of [ada, ben]) one.hangUp();
  return { people: [ada, ben], ada, chat, devices };
}

/** @returns how it went: exit code and time, when it was unready, who was told, how far apart sockets were closed, ms */
async function stop(node, { devices }) {
  const here = devices.filter(({ url }) => url === node.url);
  let told = 0;
  const closings = [];
  const hear = () => (told += 1);
  const see = () => closings.push(Date.now());
  for (const { socket } of here) socket.once('server.draining', hear).once('disconnect', see);
  const since = Date.now();
  const ended = node.terminate();
  const unready = untilUnready(node).then(() => Date.now() - since);
  const { code, ms } = await ended;
  return {
    code,
    ms,
    unreadyMs: await unready,
    notTold: here.length - told,
    spreadMs: Math.max(...closings) - Math.min(...closings),
  };
}

async function untilUnready({ url }) {
  for (;;) {
    const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
    if (answer?.status !== 200) return;
    await pause(20);
  }
}

async function untilConnected(devices) {
  while (devices.some(({ socket }) => !socket.connected)) await pause(50);
}

/** 50 sends a second over REST, each repeated with its id at the other node until it is answered. */
class Load {
  acknowledged = new Set();
  #running = true;
  #underWay = new Set();

  constructor({ ada, chat }, nodes) {
    Object.assign(this, { ada, chat, urls: nodes.map(({ url }) => url) });
    this.ticking = this.#tick();
  }

  async stop() {
    this.#running = false;
    await this.ticking;
    await Promise.all(this.#underWay);
  }

  /** How many that were acknowledged are not there. */
  async lost() {
    const found = new Set();
    for (let after = 0; ;) {
      const page = await this.ada.call('GET', `chats/${this.chat.id}/messages?after=${after}&limit=100`);
      for (const { id, seq } of page.data) after = found.add(id) && Math.max(after, seq);
      if (!page.meta.hasMore) break;
    }
    return [...this.acknowledged].filter((id) => !found.has(id)).length;
  }

  async #tick() {
    while (this.#running) {
      const send = this.#send(uuidv7());
      this.#underWay.add(send);
      void send.finally(() => this.#underWay.delete(send));
      await pause(EVERY_MS);
    }
  }

  async #send(id) {
    for (let tries = 0; ; tries += 1) {
      const one = { url: this.urls[tries % this.urls.length], token: this.ada.token };
      const body = { message: 'while a node stops', id };
      const answer = await Person.prototype.call
        .call(one, 'POST', `chats/${this.chat.id}/messages`, body)
        .catch(() => null);
      if (answer?.status === 'success') return this.acknowledged.add(id);
      await pause(100);
    }
  }
}
