import { once } from 'node:events';
import { setTimeout as pause } from 'node:timers/promises';

import { io } from 'socket.io-client';

const CATCH_UP_MS = 10_000;

/** A socket on one node that records every numbered push and its time. It never reconnects. */
export class Witness {
  /** For each chat the pushes received: `{event, rev, payload, at}`, in the order of arrival. */
  received = new Map();
  /** Other events, by name. */
  other = [];
  lost = false;
  lostAt = Number.NaN;

  constructor(url, token) {
    this.url = url;
    this.socket = io(url, { auth: { token }, transports: ['websocket'], forceNew: true, reconnection: false });
    this.socket.onAny((event, payload) => this.#write(event, payload));
    this.socket.on('disconnect', () => Object.assign(this, { lost: true, lostAt: performance.now() }));
  }

  static async open(url, token) {
    const witness = new Witness(url, token);
    await once(witness.socket, 'connection.ready', { signal: AbortSignal.timeout(CATCH_UP_MS) });
    return witness;
  }

  #write(event, payload) {
    const at = performance.now();
    if (typeof payload?.rev !== 'number' || payload.chatId === undefined)
      return void this.other.push({ event, payload, at });
    if (!this.received.has(payload.chatId)) this.received.set(payload.chatId, []);
    this.received.get(payload.chatId).push({ event, rev: payload.rev, payload, at });
  }

  in(chatId) {
    return this.received.get(chatId) ?? [];
  }

  /** Waits until it has received this number, or for ten seconds. */
  async reach(chatId, rev) {
    const deadline = Date.now() + CATCH_UP_MS;
    while ((this.in(chatId).at(-1)?.rev ?? 0) < rev && !this.lost && Date.now() < deadline) await pause(50);
  }

  close() {
    this.socket.disconnect();
  }
}

/** The errors in the numbers received, which must be `first`, `first` + 1, … `last`. */
export function wrongNumbers(received, first, last) {
  const revs = received.map(({ rev }) => rev);
  const known = new Set(revs);
  let missing = 0;
  for (let rev = first; rev <= last; rev += 1) if (!known.has(rev)) missing += 1;
  const disordered = revs.filter((rev, place) => place > 0 && rev < revs[place - 1]).length;
  return { missing, doubled: revs.length - known.size, disordered };
}
