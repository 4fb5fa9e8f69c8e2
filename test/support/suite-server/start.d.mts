/** Signs the tokens of every test server. */
export const JWT_SECRET: string;

/** The operators' token of every test server. */
export const OPERATOR_TOKEN: string;

/** The settings of every test server, unless a test file sets others. */
export const TEST_SETTINGS: Record<string, string>;

/** The addresses of a running server. Plain data, because it is passed from Jest's parent process to its workers. */
export interface ServerAddress {
  /** The URL of the API and the sockets. */
  url: string;
  /** The URL of the control port, see `main.mjs`. */
  control: string;
  dataDir: string;
  /** The settings that another node of the same installation needs. */
  settings: Record<string, string>;
}

export interface ServerProcess {
  address: ServerAddress;
  /** Ends the process and drops its database. */
  stop: () => Promise<void>;
}

/** The settings that all nodes of one installation share: the database, and Redis if TEST_REDIS_URL is set. */
export function sharedSettings(databaseUrl: string): Record<string, string>;

/**
 * Starts the built server in a process of its own, on a new database: on PostgreSQL if TEST_DATABASE_URL is set, otherwise embedded.
 * @param settings environment variables of the server; if DATABASE_URL is one of them, that database is used, and not dropped by `stop`
 */
export function startServerProcess(settings?: Record<string, string>): Promise<ServerProcess>;
