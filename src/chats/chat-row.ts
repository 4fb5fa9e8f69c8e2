import type { ChatType, ChatView, ParticipantRole, ParticipantView } from '../contract/chat.view.js';
import type { OnlineStatus, UserView } from '../contract/user.view.js';
import { type MessageRow, sharedMessageView } from './message-row.js';

/** A chat as ChatList's query gives it to one reader: its own columns, and those of its last message where it has one. */
export type ChatRow = ChatColumns & ((MessageRow & { starred: boolean }) | { id: null });

interface ChatColumns {
  chat: string;
  type: ChatType;
  title: string | null;
  last_seq: number;
  last_rev: number;
  opened_at: Date;
  updated_at: Date;
  /** The reader's participant id. */
  seat: string;
  pinned: boolean;
  archived: boolean;
  last_read_seq: number;
  participant_count: number;
  read_by_all_seq: number;
  /** `id role last_read_seq user_id`, separated by commas, the reader first. */
  seats: string;
  /** Whoever is seen in any of the chats; with the first of them only. */
  people: PersonRow[] | null;
}

interface PersonRow {
  id: string;
  name: string;
  avatar: string | null;
  status: OnlineStatus;
  lastSeenAt: string | null;
}

export interface ParticipantRow {
  id: string;
  role: ParticipantRole;
  last_read_seq: number;
  user: PersonRow;
}

export function participantView(row: ParticipantRow, showUser: (user: PersonRow) => UserView): ParticipantView {
  return seatView(row.id, row.role, row.last_read_seq, showUser(row.user));
}

/** @param people by user id */
export function chatView(row: ChatRow, people: Map<string, UserView>): ChatView {
  const participants = row.seats.split(',').map((seat) => readSeat(seat, people));
  const [, ...others] = participants.map(({ user }) => user);
  return {
    id: row.chat,
    type: row.type,
    title: row.title ?? titleFor(row.type, others),
    avatar: row.type === 'direct' ? (others[0]?.avatar ?? null) : null,
    participantId: row.seat,
    participantCount: row.participant_count,
    participants,
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
    lastMessage: row.id === null ? null : { ...sharedMessageView(row), starred: row.starred },
    createdAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function readSeat(seat: string, people: Map<string, UserView>): ParticipantView {
  const [id, role, lastReadSeq, userId] = seat.split(' ') as [string, ParticipantRole, string, string];
  return seatView(id, role, Number(lastReadSeq), people.get(userId) as UserView);
}

function seatView(id: string, role: ParticipantRole, lastReadSeq: number, user: UserView): ParticipantView {
  // what was read was delivered; no other mark is kept yet
  return { id, role, lastReadSeq, lastDeliveredSeq: lastReadSeq, user };
}

/** A direct chat is called after the other person, an untitled group after its first three. */
function titleFor(type: ChatType, others: { name: string }[]): string {
  return others
    .slice(0, type === 'direct' ? 1 : 3)
    .map(({ name }) => name)
    .join(', ');
}
