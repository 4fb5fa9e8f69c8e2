import type { ChatType, ChatView, ParticipantRole, ParticipantView } from '../contract/chat.view.js';
import type { UserView } from '../contract/user.view.js';
import { type MessageRow, sharedMessageView } from './message-row.js';
import type { PersonRow } from './participant-row.js';

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
  delivered_to_all_seq: number;
  /** `id role last_read_seq last_delivered_seq user_id`, separated by commas, the reader first. */
  seats: string;
  /** Whoever is seen in any of the chats; with the first of them only. */
  people: PersonRow[] | null;
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
    deliveredToAllSeq: row.delivered_to_all_seq,
    lastSeq: row.last_seq,
    lastRev: row.last_rev,
    lastMessage: row.id === null ? null : { ...sharedMessageView(row), starred: row.starred },
    createdAt: row.opened_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}

function readSeat(seat: string, people: Map<string, UserView>): ParticipantView {
  const [id, role, read, delivered, userId] = seat.split(' ') as [string, ParticipantRole, string, string, string];
  const user = people.get(userId) as UserView;
  return { id, role, lastReadSeq: Number(read), lastDeliveredSeq: Number(delivered), user };
}

/** A direct chat is called after the other person, an untitled group after its first three. */
function titleFor(type: ChatType, others: { name: string }[]): string {
  return others
    .slice(0, type === 'direct' ? 1 : 3)
    .map(({ name }) => name)
    .join(', ');
}
