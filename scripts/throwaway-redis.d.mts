export interface ThrowawayRedis {
  readonly url: string;
  /** Changes after `kill()` and `start()`. */
  readonly pid: number;
  /** A crash; `start()` restarts it on the same port, empty. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** It keeps its connections and answers nothing, until `thaw()`. */
  freeze(): void;
  thaw(): void;
}

export function startRedis(): Promise<ThrowawayRedis>;
