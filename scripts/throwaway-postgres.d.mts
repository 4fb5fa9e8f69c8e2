export interface Cluster {
  readonly url: string;
  /** The postmaster's process id, which changes after `kill()` and `start()`. */
  readonly pid: number;
  start(): Promise<void>;
  kill(): Promise<void>;
  freeze(): void;
  thaw(): void;
  stop(): Promise<void>;
}

export function startPostgres(settings?: Record<string, string | number>): Promise<Cluster>;
