import { setTimeout as pause } from 'node:timers/promises';

import { call } from './account.mjs';

const EVERY_MS = 1_000;

/** An honest person at the attacker's address, signed in before, who sends a message every second and reads their chats. */
export class Neighbour {
  #url;
  #running = true;
  #done;
  #asked = 0;
  #failures = [];
  #slowestMs = 0;

  constructor(url, { ada, friends }) {
    this.#url = url;
    this.#done = Promise.all([
      this.#every((number) => ({
        path: `/api/chats/${friends[number % friends.length]}/messages`,
        token: ada.token,
        body: { message: `are you there? ${number}` },
      })),
      this.#every(() => ({ method: 'GET', path: '/api/chats', token: ada.token })),
    ]);
  }

  async end() {
    this.#running = false;
    await this.#done;
    return { asked: this.#asked, failures: this.#failures, slowestMs: this.#slowestMs };
  }

  async #every(wanted) {
    for (let number = 0; this.#running; number += 1) {
      const since = performance.now();
      const { path, ...more } = wanted(number);
      const answer = await call({ url: this.#url, path, ...more });
      const ms = Math.round(performance.now() - since);
      this.#asked += 1;
      this.#slowestMs = Math.max(this.#slowestMs, ms);
      if (!(answer?.http < 400)) this.#failures.push(`${path.split('/').at(-1)}: ${answer?.http ?? 'no answer'}`);
      await pause(Math.max(0, EVERY_MS - ms));
    }
  }
}
