export interface ThrowawayRedis {
  readonly url: string;
  /** Changes after `kill()` and `start()`. */
  readonly pid: number;
  /** Crashes it; `start()` restarts it on the same port, without data. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** Stops it until `thaw()`: it keeps its connections and answers nothing. */
  freeze(): void;
  thaw(): void;
}

export function startRedis(): Promise<ThrowawayRedis>;
