/**
 * Runs work once for all callers of one key who wait for it at the same moment. A caller never gets the result of a run that began before
 * the call: while one run is under way, all callers wait for the next run and share it. So there is at most one run of a key at once, and
 * each result is as new as the call.
 */
export class SharedRuns<Result> {
  private readonly underWay = new Map<string, Promise<Result>>();
  /** The run after the one under way. */
  private readonly next = new Map<string, Promise<Result>>();

  /** @param work must do the same for all callers of a key @returns the result of a run that begins now or later, also when it fails */
  run(key: string, work: () => Promise<Result>): Promise<Result> {
    const waiting = this.next.get(key);
    if (waiting) return waiting;
    const current = this.underWay.get(key);
    if (!current) return this.start(key, work);
    const next = current.then(nothing, nothing).then(() => {
      this.next.delete(key);
      return this.start(key, work);
    });
    this.next.set(key, next);
    return next;
  }

  private start(key: string, work: () => Promise<Result>): Promise<Result> {
    const result = work().finally(() => this.underWay.delete(key));
    this.underWay.set(key, result);
    return result;
  }
}

const nothing = (): void => undefined;
