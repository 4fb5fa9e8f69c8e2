/** Signs the tokens of every test server. */
export const JWT_SECRET: string;

/** Opens what is for operators only, on every test server. */
export const OPERATOR_TOKEN: string;

/** What every server of the tests is set to, unless a test file wants it otherwise. */
export const TEST_SETTINGS: Record<string, string>;

/** Where a running server is reached. Plain data: it travels from Jest's parent process to its workers. */
export interface ServerAddress {
  /** Of the API and the sockets. */
  url: string;
  /** Of the control port, see `main.mjs`. */
  control: string;
  dataDir: string;
  /** What another node of the same installation needs. */
  settings: Record<string, string>;
}

export interface ServerProcess {
  address: ServerAddress;
  /** Ends the process and drops its database. */
  stop: () => Promise<void>;
}

/** What the nodes of one installation have in common: the database, and Redis where the tests were given one. */
export function sharedSettings(databaseUrl: string): Record<string, string>;

/**
 * Starts the built server in a process of its own: on the embedded database, or, with TEST_DATABASE_URL, on a new database there.
 * @param settings environment variables of the server; with DATABASE_URL among them that database is used and left alone
 */
export function startServerProcess(settings?: Record<string, string>): Promise<ServerProcess>;
