/** A mutex by key: runs the work of one key one after the other, in the order it was given. Other keys do not wait. */
export class KeyedMutex {
  private readonly last = new Map<string, Promise<void>>();

  /** Runs `work` after all earlier work of this key has ended, also when that failed. @returns the result of `work` */
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
