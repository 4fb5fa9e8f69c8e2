import type { CustomData } from '../../contract/rules/custom-data.js';
import type {
  ChatType,
  DraftView,
  ParticipantRole,
  ParticipantView,
  ThreadOfView,
} from '../../contract/views/chat.view.js';
import type { MediaView, MessageExtras, ReactionView } from '../../contract/views/message.view.js';
import type { UserView } from '../../contract/views/user.view.js';
import type { Votes } from '../../messages/views/attachments-view.js';

/** A chat and its last message for one reader, as `listQuery` selects it. Values without spaces come as words of one text. */
export interface ChatRow {
  /** See `readFacts`. */
  chat: string;
  title: string | null;
  avatar: string | null;
  description: string | null;
  data: CustomData | null;
  draft: DraftView | null;
  /** `id role last_read_seq last_delivered_seq user_id`, separated by commas, the reader first. In a large chat the last one may be cut. */
  participants: string;
  /** See `lastMessageView`; empty when there is no message yet. */
  message: string;
  body: string;
  media: MediaView[] | null;
  extras: MessageExtras | null;
  votes: Votes | null;
  /** See `lastMessageView`; empty when it is not a reply. */
  reply: string;
  reply_body: string;
  reply_media: MediaView[] | null;
  reactions: ReactionView[] | null;
  /** The reader's own emojis. */
  reacted: string[] | null;
  /** The options of a poll that the reader chose. */
  chosen: string[] | null;
  starred: boolean;
  /** When the reader deleted the message for themselves, or the history up to it. */
  hidden_at: Date | null;
  /** The same for the message it replies to. */
  reply_hidden_at: Date | null;
}

export interface ChatFacts {
  id: string;
  type: ChatType;
  /** The reader's participant id. */
  participantId: string;
  pinned: boolean;
  archived: boolean;
  archivedSeq: number | null;
  lastSeq: number;
  lastRev: number;
  lastReadSeq: number;
  lastReadRev: number;
  unreadCount: number;
  mentionCount: number;
  participantCount: number;
  readByAllSeq: number;
  deliveredToAllSeq: number;
  markedUnread: boolean;
  historyHidden: boolean;
  messageLifetime: number | null;
  mutedUntil: string | null;
  draftVersion: number;
  hiddenSeq: number;
  hiddenAt: string | null;
  createdAt: string;
  updatedAt: string;
  /** The version of the reader's private state. */
  mine: number;
  /** When this view changes without a stored change: a mute or a poll ends, or a message expires. Milliseconds since 1970; null: never. */
  holdsUntil: number | null;
  thread: ThreadOfView | null;
}

export function readFacts({ chat }: ChatRow): ChatFacts {
  const words = chat.split(' ') as [string, ChatType, string, string, string, ...Nine, ...Twelve, string?, string?];
  const [id, type, participantId, pinned, archived, ...numbers] = words;
  const [lastSeq, lastRev, lastReadSeq, lastReadRev, uncounted, mentions, ...counts] = numbers;
  const [participantCount, readByAll, deliveredToAll, ...rest] = counts;
  const [markedUnread, historyHidden, messageLifetime, mutedUntil, ...others] = rest;
  const [archivedSeq, draftVersion, hiddenSeq, hiddenAt, createdAt, updatedAt, ...last] = others;
  const [mine, holdsUntil, chatId, messageId] = last;
  return {
    id,
    type,
    participantId,
    pinned: pinned === 't',
    archived: archived === 't',
    archivedSeq: archivedSeq === '-' ? null : Number(archivedSeq),
    lastSeq: Number(lastSeq),
    lastRev: Number(lastRev),
    lastReadSeq: Number(lastReadSeq),
    lastReadRev: Number(lastReadRev),
    // sending moves the sender's own mark, so no message above it is their own
    unreadCount: Number(lastSeq) - Number(lastReadSeq) - Number(uncounted),
    mentionCount: Number(mentions),
    participantCount: Number(participantCount),
    readByAllSeq: Number(readByAll),
    deliveredToAllSeq: Number(deliveredToAll),
    markedUnread: markedUnread === 't',
    historyHidden: historyHidden === 't',
    messageLifetime: messageLifetime === '0' ? null : Number(messageLifetime),
    mutedUntil: mutedUntil === '0' ? null : readTime(mutedUntil),
    draftVersion: Number(draftVersion),
    hiddenSeq: Number(hiddenSeq),
    hiddenAt: hiddenAt === '0' ? null : readTime(hiddenAt),
    createdAt: readTime(createdAt),
    updatedAt: readTime(updatedAt),
    mine: Number(mine),
    holdsUntil: holdsUntil === '0' ? null : Number(holdsUntil),
    thread: chatId !== undefined && messageId !== undefined ? { chatId, messageId } : null,
  };
}

type Six = [string, string, string, string, string, string];
type Nine = [...Six, string, string, string];
type Twelve = [...Six, ...Six];

/** @param ms since 1970 */
function readTime(ms: string): string {
  return new Date(Number(ms)).toISOString();
}

/** Maximum number of participants shown with a chat: the caller and twenty others. */
export const SHOWN = 21;

/** A participant as a chat shows them. */
export interface ShownParticipant<Person extends UserView = UserView> {
  id: string;
  role: ParticipantRole;
  lastReadSeq: number;
  lastDeliveredSeq: number;
  user: Person;
}

/**
 * @param participants as `ChatRow` has them
 * @param people by user id
 */
export function readParticipants<Person extends UserView>(
  participants: string,
  people: Map<string, Person>,
): ShownParticipant<Person>[] {
  return participants.split(',', SHOWN).map((participant) => {
    const [id, role, read, delivered, userId] = participant.split(' ') as [
      string,
      ParticipantRole,
      string,
      string,
      string,
    ];
    const user = people.get(userId) as Person;
    return { id, role, lastReadSeq: Number(read), lastDeliveredSeq: Number(delivered), user };
  });
}

export function shownParticipantView({
  id,
  role,
  lastReadSeq,
  lastDeliveredSeq,
  user,
}: ShownParticipant): ParticipantView {
  return { id, role, lastReadSeq, lastDeliveredSeq, user };
}

/** User ids of these participants. @param participants as `ChatRow` has them */
export function shownUserIds(participants: string): string[] {
  return participants.split(',', SHOWN).map((participant) => participant.slice(participant.lastIndexOf(' ') + 1));
}
