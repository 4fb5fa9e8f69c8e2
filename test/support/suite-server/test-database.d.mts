/** A new database on the PostgreSQL server of TEST_DATABASE_URL. */
export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** @returns null if TEST_DATABASE_URL is not set: then the embedded database is tested */
export function createDatabase(): Promise<TestDatabase | null>;
