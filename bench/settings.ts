/** How long to measure. */
export interface Settings {
  /** The number of rounds. Things that are compared are measured in turn. */
  rounds: number;
  /** The duration of one burst of sends. */
  seconds: number;
  /** Calls of one kind in a round, if single calls are timed. */
  calls: number;
  /** Starts of the server on a new directory, and as many on a used one. */
  starts: number;
}

export const FULL: Settings = { rounds: 4, seconds: 1.5, calls: 24, starts: 3 };
export const QUICK: Settings = { rounds: 3, seconds: 0.6, calls: 10, starts: 2 };
