import { setTimeout as pause } from 'node:timers/promises';

import { Person } from './person.mjs';
import { Witness } from './witness.mjs';

/** Milliseconds within which every node must close the sockets of a revoked session. */
const WITHIN_MS = 2_000;

/** Ends sessions through one node while they have sockets on all nodes. */
export class Revocations {
  #count = 0;
  #slowest = 0;
  #late = 0;
  #open = 0;
  notes = [];

  constructor(site, chance) {
    Object.assign(this, { site, chance });
  }

  async one() {
    this.#count += 1;
    const phone = await this.#phone();
    const sockets = [];
    for (const url of this.site.urls) sockets.push(await Witness.open(url, phone.token));
    await phone.does('POST', 'logout', undefined, this.chance.oneOf(this.site.urls));
    const ended = performance.now();
    for (const socket of sockets) {
      while (!socket.lost && performance.now() - ended < WITHIN_MS * 3) await pause(5);
      const took = performance.now() - ended;
      this.#slowest = Math.max(this.#slowest, took);
      if (took > WITHIN_MS)
        this.notes.push(`${socket.url} closed a socket ${Math.round(took)} ms after its session ended`);
      if (took > WITHIN_MS) this.#late += 1;
      socket.close();
    }
    const answers = await Promise.all(this.site.urls.map((url) => phone.call('GET', 'me', undefined, url)));
    this.#open += answers.filter(({ http }) => http !== 401).length;
  }

  /** The first one registers; all others are further sessions of the same person. */
  async #phone() {
    if (this.#count === 1) await Person.register(this.site.urls, 'revoked');
    return Person.login(this.site.urls, 'revoked');
  }

  get figures() {
    return { 'sessions ended': this.#count, 'slowest close of a socket, ms': Math.round(this.#slowest) };
  }

  get violations() {
    return { 'sockets closed after more than 2 s': this.#late, 'calls answered for an ended session': this.#open };
  }
}
