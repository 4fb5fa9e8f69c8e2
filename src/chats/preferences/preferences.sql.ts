// Raw SQL, because these updates of a participant depend on the row of the chat: they join it.

import { isPresent } from '../membership.js';

/**
 * SQL: whether a chat `c` is archived for its participant `p`. A message after archiving unarchives the chat, unless it is muted. This is computed
 * by each query, so a send does not write it.
 */
export const archivedSql = (p: string, c: string): string =>
  `(${p}.archived and (${p}.archived_seq >= ${c}.last_seq or coalesce(${p}.muted_until > now(), false)))`;

const MUTED_UNTIL = 'case when p.muted_until > now() then p.muted_until end';

/** The columns of a `MuteView`, without the chat, of a participant `p` of a chat `c`. */
export const MUTED = `floor(extract(epoch from ${MUTED_UNTIL}) * 1000)::float8 "mutedUntil", ${archivedSql('p', 'c')} archived,
  case when p.archived then p.archived_seq end "archivedSeq", p.version mine`;

/**
 * Mutes a chat for a participant `$1` until `$2`; null unmutes it. No row if that is so already. A chat that a message has unarchived stays
 * unarchived, even though it is muted now.
 */
export const MUTE = `
  update participants p set muted_until = $2, archived = ${archivedSql('p', 'c')}, version = p.version + 1
  from chats c
  where p.id = $1 and ${isPresent('p')} and c.id = p.chat_id and ${MUTED_UNTIL} is distinct from $2::timestamptz
  returning ${MUTED}`;

const IS = archivedSql('p', 'c');
const CHANGES = `coalesce($2, not ${IS}) <> ${IS}`;

/**
 * Archives a chat for a participant `$1` (`$2` true), unarchives it (false) or toggles it (null). It is one statement, so that two toggles at the
 * same time both take effect. It returns `archivedSeq`: clients compare it with their own last message, so a message sent at the same moment
 * unarchives the chat on all devices.
 */
export const ARCHIVE = `
  update participants p
  set archived = case when ${CHANGES} then not ${IS} else p.archived end,
    archived_seq = case when ${CHANGES} and not ${IS} then c.last_seq else p.archived_seq end,
    version = p.version + (${CHANGES})::int
  from chats c where p.id = $1 and ${isPresent('p')} and c.id = p.chat_id
  returning ${IS} now, case when p.archived then p.archived_seq end "archivedSeq", p.version mine`;
