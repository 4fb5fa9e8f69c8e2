import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 250;
/** Milliseconds that a node needs to notice a failure. */
const NOTICED_WITHIN_MS = 2_000;

/** Calls `ready` on every node all the time: each answer must be 200 with the expected status. */
export class HealthWatch {
  #word;
  #since = 0;
  #running = true;
  #asked = 0;
  #unready = 0;
  #wrongWord = 0;
  #asking;

  constructor(urls) {
    this.#asking = Promise.all(urls.map((url) => this.#watch(url)));
  }

  /** @param word the status that is expected from now on; undefined accepts any */
  expect(word) {
    this.#word = word;
    this.#since = Date.now();
  }

  /** @param figures to be shown with its own */
  async stop(figures) {
    this.#running = false;
    await this.#asking;
    return {
      figures: { ...figures, 'readiness checks': this.#asked },
      violations: { 'readiness checks other than 200': this.#unready, 'not reported as degraded': this.#wrongWord },
    };
  }

  async #watch(url) {
    while (this.#running) {
      const word = Date.now() - this.#since > NOTICED_WITHIN_MS ? this.#word : undefined;
      const answer = await fetch(`${url}/health/ready`, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
      const status = answer?.ok ? (await answer.json()).status : undefined;
      this.#asked += 1;
      if (answer?.status !== 200) this.#unready += 1;
      if (word !== undefined && word === this.#word && status !== word) this.#wrongWord += 1;
      await pause(EVERY_MS);
    }
  }
}
