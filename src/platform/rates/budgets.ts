/** How often something may happen: `burst` times at once, and then once every `every` milliseconds. */
export interface Allowance {
  burst: number;
  /** Milliseconds. */
  every: number;
}

/** Limits for which windows of a minute are too short: wrong passwords, registrations. */
export abstract class Budgets {
  /**
   * Takes one from the budget of this key.
   * @returns 0 when it could be taken, else the milliseconds until it can be
   */
  abstract take(key: string, allowance: Allowance): Promise<number>;

  /** Returns one that was taken. */
  abstract giveBack(key: string): Promise<void>;
}

/** Allows everything, for load tests. */
export class NoBudgets extends Budgets {
  take(): Promise<number> {
    return Promise.resolve(0);
  }

  giveBack(): Promise<void> {
    return Promise.resolve();
  }
}
