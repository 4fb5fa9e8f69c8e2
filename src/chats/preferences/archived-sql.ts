/**
 * SQL of whether a chat `c` is in the archive of its participant `p` now: a message after it was archived brings it back,
 * unless it is muted. So a send writes nothing for it.
 */
export const archivedSql = (p: string, c: string): string =>
  `(${p}.archived and (${p}.archived_seq >= ${c}.last_seq or coalesce(${p}.muted_until > now(), false)))`;
