// Raw SQL, because advisory locks and the clock of the database have no entity.

/** An arbitrary number, the same on every node. */
const CHAIN = 7_018_141_439;

/**
 * Waits until no other transaction writes the audit log, and holds the lock until the end of this one. Returns the time, in whole milliseconds.
 * The last row must be read by a later statement, whose snapshot includes the row that the lock waited for.
 */
export const LOCK_CHAIN = `
  with locked as materialized (select pg_advisory_xact_lock(${CHAIN}))
  select date_trunc('milliseconds', clock_timestamp()) at from locked`;
