/** How often something may happen: so many times at once, and one more after each such pause. */
export interface Allowance {
  burst: number;
  /** Milliseconds. */
  every: number;
}

/** Counts what happens too rarely or counts for too long for windows of a minute: guesses of passwords, registrations. */
export abstract class Budgets {
  /**
   * Takes one from the budget of this key.
   * @returns 0 when there was one, else the milliseconds until there is
   */
  abstract take(key: string, allowance: Allowance): Promise<number>;

  /** Puts back one that was taken. */
  abstract giveBack(key: string): Promise<void>;
}

/** For load tests: everything is allowed. */
export class NoBudgets extends Budgets {
  take(): Promise<number> {
    return Promise.resolve(0);
  }

  giveBack(): Promise<void> {
    return Promise.resolve();
  }
}
