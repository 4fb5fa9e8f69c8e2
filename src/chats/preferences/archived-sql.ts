/**
 * SQL of whether a chat `c` is archived for its participant `p`. A message that came after archiving brings the chat back, unless it is
 * muted. This is derived, so a send does not write it.
 */
export const archivedSql = (p: string, c: string): string =>
  `(${p}.archived and (${p}.archived_seq >= ${c}.last_seq or coalesce(${p}.muted_until > now(), false)))`;
