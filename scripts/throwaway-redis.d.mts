export interface ThrowawayRedis {
  readonly url: string;
  /** Another one after `kill()` and `start()`. */
  readonly pid: number;
  /** A crash; `start()` brings it back on the same port, empty. */
  kill(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
  /** It keeps its connections and answers nothing, until `thaw()`. */
  freeze(): void;
  thaw(): void;
}

export function startRedis(): Promise<ThrowawayRedis>;
