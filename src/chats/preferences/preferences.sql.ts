// Raw, because a participant is changed by what their chat's row says, in one statement: an update that joins.

import { isPresent } from '../membership.js';

/**
 * SQL of whether a chat `c` is archived for its participant `p`. A message that came after archiving brings the chat back, unless it is
 * muted. This is derived, so a send does not write it.
 */
export const archivedSql = (p: string, c: string): string =>
  `(${p}.archived and (${p}.archived_seq >= ${c}.last_seq or coalesce(${p}.muted_until > now(), false)))`;

const MUTED_UNTIL = 'case when p.muted_until > now() then p.muted_until end';

/** What a participant `p` of a chat `c` is told of muting it. */
export const MUTED = `floor(extract(epoch from ${MUTED_UNTIL}) * 1000)::float8 "mutedUntil", ${archivedSql('p', 'c')} archived,
  case when p.archived then p.archived_seq end "archivedSeq", p.version mine`;

/** Mutes a chat for a participant `$1` until `$2`, if it is not muted so already. A chat that a message brought back from the archive stays back. */
export const MUTE = `
  update participants p set muted_until = $2, archived = ${archivedSql('p', 'c')}, version = p.version + 1
  from chats c
  where p.id = $1 and ${isPresent('p')} and c.id = p.chat_id and ${MUTED_UNTIL} is distinct from $2::timestamptz
  returning ${MUTED}`;

// Raw, because whether a chat is archived depends on its last message: an update of a participant that joins the chat.
const IS = archivedSql('p', 'c');
const CHANGES = `coalesce($2, not ${IS}) <> ${IS}`;

/**
 * Archives a chat for a participant `$1`, or takes it back (`$2`; null: the other one than now). It is one statement, so that two toggles
 * at once both count. It answers `archivedSeq`: clients compare it with their own last message, so a message sent at the same moment
 * brings the chat back everywhere.
 */
export const ARCHIVE = `
  update participants p
  set archived = case when ${CHANGES} then not ${IS} else p.archived end,
    archived_seq = case when ${CHANGES} and not ${IS} then c.last_seq else p.archived_seq end,
    version = p.version + (${CHANGES})::int
  from chats c where p.id = $1 and ${isPresent('p')} and c.id = p.chat_id
  returning ${IS} now, case when p.archived then p.archived_seq end "archivedSeq", p.version mine`;
