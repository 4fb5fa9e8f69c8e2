import type { ParticipantRole, ParticipantView } from '../contract/chat.view.js';
import type { OnlineStatus, UserView } from '../contract/user.view.js';

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

/** Of a participant `p` and their user `u`. */
export const PARTICIPANT_COLUMNS = `
  p.id, p.role, p.last_read_seq, p.last_delivered_seq, json_build_object(
    'id', u.id, 'name', u.name, 'avatar', u.avatar, 'status', u.status, 'lastSeenAt', u.last_seen_at) as user`;

export function participantView(row: ParticipantRow, showUser: (user: PersonRow) => UserView): ParticipantView {
  return {
    id: row.id,
    role: row.role,
    lastReadSeq: row.last_read_seq,
    lastDeliveredSeq: row.last_delivered_seq,
    user: showUser(row.user),
  };
}
