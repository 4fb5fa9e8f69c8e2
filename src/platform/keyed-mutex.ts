/** Runs the work of one key in the order it was given, one after the other; other keys do not wait. */
export class KeyedMutex {
  private readonly last = new Map<string, Promise<void>>();

  /** @returns what `work` gives, after all that was given before it for this key has ended, well or not */
  run<Result>(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = (this.last.get(key) ?? Promise.resolve()).then(work);
    const ended = result.then(nothing, nothing).then(() => {
      if (this.last.get(key) === ended) this.last.delete(key);
    });
    this.last.set(key, ended);
    return result;
  }
}

const nothing = (): void => undefined;
