import type { ChatType, ChatView, ParticipantRole, ParticipantView } from '../contract/chat.view.js';
import type { OnlineStatus, UserView } from '../contract/user.view.js';
import { type MessageRow, sharedMessageView } from './message-row.js';

/** A chat as ChatList's query gives it to one reader. */
export interface ChatRow {
  id: string;
  type: ChatType;
  title: string | null;
  last_seq: number;
  last_rev: number;
  created_at: Date;
  updated_at: Date;
  participant_id: string;
  pinned: boolean;
  archived: boolean;
  last_read_seq: number;
  participant_count: number;
  read_by_all_seq: number;
  participants: ParticipantRow[];
  last_message: (MessageRow & { starred: boolean }) | null;
}

export interface ParticipantRow {
  id: string;
  role: ParticipantRole;
  last_read_seq: number;
  user: { id: string; name: string; avatar: string | null; status: OnlineStatus; lastSeenAt: string | null };
}

export type ShowUser = (user: ParticipantRow['user']) => UserView;

export function participantView(row: ParticipantRow, showUser: ShowUser): ParticipantView {
  return {
    id: row.id,
    role: row.role,
    lastReadSeq: row.last_read_seq,
    lastDeliveredSeq: row.last_read_seq, // what was read was delivered; no other mark is kept yet
    user: showUser(row.user),
  };
}

export function chatView(row: ChatRow, showUser: ShowUser): ChatView {
  const [, ...others] = row.participants.map(({ user }) => user);
  return {
    id: row.id,
    type: row.type,
    title: row.title ?? titleFor(row.type, others),
    avatar: row.type === 'direct' ? (others[0]?.avatar ?? null) : null,
    participantId: row.participant_id,
    participantCount: row.participant_count,
    participants: row.participants.map((participant) => participantView(participant, showUser)),
    pinned: row.pinned,
    archived: row.archived,
    mutedUntil: null,
    // sending moves the sender's own mark, so nothing above it is mine
    unreadCount: row.last_seq - row.last_read_seq,
    mentionCount: 0,
    readByAllSeq: row.read_by_all_seq,
    deliveredToAllSeq: row.read_by_all_seq,
    lastSeq: row.last_seq,
    lastRev: row.last_rev,
    lastMessage: row.last_message && { ...sharedMessageView(row.last_message), starred: row.last_message.starred },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

/** A direct chat is called after the other person, an untitled group after its first three. */
function titleFor(type: ChatType, others: { name: string }[]): string {
  return others
    .slice(0, type === 'direct' ? 1 : 3)
    .map(({ name }) => name)
    .join(', ');
}
