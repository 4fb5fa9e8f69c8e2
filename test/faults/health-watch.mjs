import { setTimeout as pause } from 'node:timers/promises';

const EVERY_MS = 250;
/** A node needs a moment to notice that something is away. */
const NOTICED_WITHIN_MS = 2_000;

/** Asks every node all the time whether it is ready: it has to say 200, and the word that is expected. */
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

  /** @param word what the status has to be from now on; anything when undefined */
  expect(word) {
    this.#word = word;
    this.#since = Date.now();
  }

  /** @param figures to be shown with its own */
  async stop(figures) {
    this.#running = false;
    await this.#asking;
    return {
      figures: { ...figures, 'times asked whether ready': this.#asked },
      violations: { 'answers other than 200': this.#unready, 'not called degraded': this.#wrongWord },
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
