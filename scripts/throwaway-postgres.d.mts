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

/** @param disk a directory for its data; the write-ahead log is kept elsewhere */
export function startPostgres(settings?: Record<string, string | number>, disk?: string): Promise<Cluster>;
