/** How long to measure. */
export interface Settings {
  /** Things that are compared are measured in turn, so many times. */
  rounds: number;
  /** Of one burst of sends. */
  seconds: number;
  /** Calls of one kind in a round, where single calls are timed. */
  calls: number;
  /** Starts of the server on a fresh directory, and as many on one that was used before. */
  starts: number;
}

export const FULL: Settings = { rounds: 5, seconds: 2, calls: 30, starts: 5 };
export const QUICK: Settings = { rounds: 3, seconds: 0.6, calls: 10, starts: 2 };
