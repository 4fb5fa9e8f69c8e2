import type { ParticipantRole, ParticipantView } from '../../contract/views/chat.view.js';
import type { OnlineStatus, UserView } from '../../contract/views/user.view.js';
import { blockedWith } from '../../users/blocked-with.js';
import { LAST_SEEN_BY_SHARED } from '../../users/last-seen.js';
import { isPresent } from '../membership.js';

export interface PersonRow {
  id: string;
  name: string;
  avatar: string | null;
  status: OnlineStatus;
  lastSeenAt: string | null;
}

/** A participant as PARTICIPANT_COLUMNS give them. */
export interface ParticipantRow {
  id: string;
  role: ParticipantRole;
  last_read_seq: number;
  last_delivered_seq: number;
  user: PersonRow;
}

/** Who has left does not share the chat. */
const IS_SHARED = `(u.who_sees_last_seen = 'everybody' or ${isPresent('p')})`;

const columns = (isUnseen: string): string => `
  p.id, p.role, p.last_read_seq, p.last_delivered_seq, json_build_object(
    'id', u.id, 'name', u.name, 'avatar', u.avatar, 'status', case when ${isUnseen} then 'offline' else u.status end,
    'lastSeenAt', case when not ${isUnseen} and ${IS_SHARED} then ${LAST_SEEN_BY_SHARED} end) as user`;

/** Of a participant `p` and their user `u`, as one person sees them. @param viewer SQL of that person's user id */
export const participantColumns = (viewer: string): string => columns(`u.id in ${blockedWith(viewer)}`);

/**
 * The same for a push to the whole chat. Presence is left out if any participant may not see it. The others get it with the next
 * presence event, or when they read the chat.
 */
export const PARTICIPANT_COLUMNS = columns(
  `(${isWith('blocker_id', 'blocked_id')} or ${isWith('blocked_id', 'blocker_id')})`,
);

/** Block by block, of which there are few: not a join, for which everybody in the chat might be looked through. */
function isWith(one: string, other: string): string {
  return `exists (select from blocks b where b.${one} = u.id and (
    select true from participants q where q.chat_id = p.chat_id and q.user_id = b.${other} and ${isPresent('q')} limit 1))`;
}

export function participantView(row: ParticipantRow, showUser: (user: PersonRow) => UserView): ParticipantView {
  return {
    id: row.id,
    role: row.role,
    lastReadSeq: row.last_read_seq,
    lastDeliveredSeq: row.last_delivered_seq,
    user: showUser(row.user),
  };
}
