/** A database of its own on the PostgreSQL server the tests were given. */
export interface TestDatabase {
  url: string;
  drop: () => Promise<void>;
}

/** @returns null where no TEST_DATABASE_URL is given: then the embedded database is tested */
export function createDatabase(): Promise<TestDatabase | null>;
