// Raw, because whether a chat is archived depends on its last message: an update of a participant that joins the chat.
import { isPresent } from '../membership.js';
import { archivedSql } from '../preferences/preferences.sql.js';

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
