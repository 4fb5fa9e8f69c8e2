import type { ChatType } from '../contract/chat.view.js';
import type { MediaView } from '../contract/media.view.js';
import type { ReactionView } from '../contract/message.view.js';

/** A chat with its last message, as `listQuery` gives it to one reader: what holds no space is words of one text. */
export interface ChatRow {
  /** See `readFacts`. */
  chat: string;
  title: string | null;
  /** `id role last_read_seq last_delivered_seq user_id`, separated by commas, the reader first; of a crowd perhaps some more, the last one torn. */
  seats: string;
  /** See `readLastMessage`; empty when nothing was said yet. */
  message: string;
  body: string;
  media: MediaView[] | null;
  /** See `readLastMessage`; empty when it answers no other. */
  reply: string;
  reply_body: string;
  reply_media: MediaView[] | null;
  reactions: ReactionView[] | null;
  /** The emojis its reader gave. */
  reacted: string[] | null;
  starred: boolean;
  /** When its reader deleted it for themselves. */
  hidden_at: Date | null;
}

export interface ChatFacts {
  id: string;
  type: ChatType;
  /** The reader's participant id. */
  seat: string;
  pinned: boolean;
  archived: boolean;
  lastSeq: number;
  lastRev: number;
  lastReadSeq: number;
  unreadCount: number;
  participantCount: number;
  readByAllSeq: number;
  deliveredToAllSeq: number;
  createdAt: string;
  updatedAt: string;
}

export function readFacts({ chat }: ChatRow): ChatFacts {
  const words = chat.split(' ') as [string, ChatType, string, string, string, ...Nine];
  const [id, type, seat, pinned, archived, ...numbers] = words;
  const [lastSeq, lastRev, lastReadSeq, uncounted, participantCount, readByAllSeq, deliveredToAllSeq, ...times] =
    numbers;
  return {
    id,
    type,
    seat,
    pinned: pinned === 't',
    archived: archived === 't',
    lastSeq: Number(lastSeq),
    lastRev: Number(lastRev),
    lastReadSeq: Number(lastReadSeq),
    // sending moves the sender's own mark, so nothing above it is mine
    unreadCount: Number(lastSeq) - Number(lastReadSeq) - Number(uncounted),
    participantCount: Number(participantCount),
    readByAllSeq: Number(readByAllSeq),
    deliveredToAllSeq: Number(deliveredToAllSeq),
    createdAt: readTime(times[0]),
    updatedAt: readTime(times[1]),
  };
}

type Nine = [string, string, string, string, string, string, string, string, string];

/** @param ms since 1970 */
function readTime(ms: string): string {
  return new Date(Number(ms)).toISOString();
}
