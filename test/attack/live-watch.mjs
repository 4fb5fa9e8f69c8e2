/** Calls `GET /health/live` twenty times a second at fixed times, each over its own connection. */
import { request } from 'node:http';
import { setPriority } from 'node:os';

import { answerWith } from './helper.mjs';

const EVERY_MS = 50;
const GIVEN_UP_MS = 60_000;
/** A load balancer calls from another address, so the watch must not use up the limits of the attacker's address. */
const ADDRESSES = 250;

let watch;

answerWith({
  begin({ url }) {
    watch = new Watch(url);
  },
  end: () => watch.end(),
  /** @returns how long one call takes, ms */
  ask: ({ url }) => ask(url, 0),
});

try {
  setPriority(-5); // before what is measured, where that is allowed
} catch {
  // Without it the figures contain a little more of the machine's own jitter.
}

class Watch {
  #asked = 0;
  #longestMs = 0;
  #failures = 0;
  #lateMs = 0;
  #due = performance.now() + EVERY_MS;
  #open = new Set();
  #timer;

  constructor(url) {
    this.#timer = setInterval(() => this.#tick(url), EVERY_MS);
  }

  /** Waits for open calls, because a stall that has not ended may be the longest. */
  async end() {
    clearInterval(this.#timer);
    await Promise.all(this.#open);
    return { asked: this.#asked, longestMs: this.#longestMs, failures: this.#failures, lateMs: this.#lateMs };
  }

  #tick(url) {
    const now = performance.now();
    this.#lateMs = Math.max(this.#lateMs, Math.round(now - this.#due));
    this.#due = now + EVERY_MS;
    this.#asked += 1;
    const asking = ask(url, this.#asked % ADDRESSES).then(({ ms, failed }) => {
      this.#longestMs = Math.max(this.#longestMs, ms);
      this.#failures += Number(failed);
      this.#open.delete(asking);
    });
    this.#open.add(asking);
  }
}

/** Never rejects. `failed`: no answer, or a status of 500 and above. */
function ask(url, address) {
  const since = performance.now();
  const headers = { 'x-forwarded-for': `203.0.113.${address + 1}` };
  return new Promise((resolve) => {
    const done = (failed) => resolve({ ms: Math.round(performance.now() - since), failed });
    const asking = request(`${url}/health/live`, { agent: false, headers, timeout: GIVEN_UP_MS }, (answer) => {
      answer.resume().once('end', () => done(answer.statusCode >= 500));
      answer.once('error', () => done(true));
    });
    asking.once('timeout', () => asking.destroy());
    asking.once('error', () => done(true)).end();
  });
}
