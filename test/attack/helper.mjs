import { fork } from 'node:child_process';
import { join } from 'node:path';

/**
 * A separate process of the suite that runs commands and answers. The measuring, the attacking and the attacked process must not
 * share an event loop.
 */
export class Helper {
  #child;
  #waiting = new Map();
  #number = 0;

  /** @param file beside this one */
  constructor(file) {
    this.#child = fork(join(import.meta.dirname, file), { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });
    const leaveNothing = () => this.#child.kill('SIGKILL');
    process.once('exit', leaveNothing);
    this.#child.on('message', ({ number, answer, error }) => {
      const { resolve, reject } = this.#waiting.get(number);
      this.#waiting.delete(number);
      if (error === undefined) resolve(answer);
      else reject(new Error(error));
    });
    this.#child.once('exit', () => {
      process.off('exit', leaveNothing);
      for (const { reject } of this.#waiting.values()) reject(new Error(`${file} ended before it had answered`));
    });
  }

  /** @param withinMs time for the answer; after it, the process is ended and the call rejects */
  ask(what, given, withinMs = 120_000) {
    const number = (this.#number += 1);
    const timer = setTimeout(() => this.end(), withinMs);
    const answered = new Promise((resolve, reject) => this.#waiting.set(number, { resolve, reject }));
    this.#child.send({ number, what, given });
    return answered.finally(() => clearTimeout(timer));
  }

  end() {
    this.#child.kill('SIGKILL');
  }
}

/** In the process itself: the commands that it offers, by name. */
export function answerWith(abilities) {
  process.on('message', async ({ number, what, given }) => {
    try {
      process.send({ number, answer: await abilities[what](given) });
    } catch (error) {
      process.send({ number, error: error.stack });
    }
  });
  process.once('disconnect', () => process.exit());
}
