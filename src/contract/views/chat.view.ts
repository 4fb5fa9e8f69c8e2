import { MessageView } from './message.view.js';
import { UserView } from './user.view.js';

export type ChatType = 'direct' | 'group' | 'thread';
export type ParticipantRole = 'owner' | 'admin' | 'member';

export class ParticipantView {
  id!: string;
  role!: ParticipantRole;
  lastReadSeq!: number;
  lastDeliveredSeq!: number;
  user!: UserView;
}

/** What somebody has written in a chat and not sent yet. */
export class DraftView {
  message!: string;
  /** The message it answers. */
  reply!: string | null;
  /** Grows with each draft of theirs here. */
  version!: number;
  updatedAt!: string;
}

/** What everybody in a group may set or see of it, beside its people. */
export class ChatFactsView {
  /** Null where the group is called after its people. */
  title!: string | null;
  avatar!: string | null;
  description!: string | null;
  /** Seconds after which what is said here is deleted; null: never. */
  messageLifetime!: number | null;
  /** Who joins sees only what is said from then on. */
  historyHidden!: boolean;
}

/** What a thread is about. */
export class ThreadOfView {
  /** The chat in which it is. */
  chatId!: string;
  messageId!: string;
}

/** A chat as its caller sees it. */
export class ChatView {
  id!: string;
  type!: ChatType;
  /** A direct chat: the other person's name; an untitled group: its first names. */
  title!: string;
  avatar!: string | null;
  description!: string | null;
  /** Seconds after which what is said here is deleted; null: never. */
  messageLifetime!: number | null;
  /** Who joins sees only what is said from then on. */
  historyHidden!: boolean;
  /** Null where it is no thread. */
  thread!: ThreadOfView | null;
  /** The caller's own participant id. */
  participantId!: string;
  participantCount!: number;
  /** The caller first, then up to 20; all of them: `GET …/participants`. */
  participants!: ParticipantView[];
  pinned!: boolean;
  /** `archivedSeq` is not null, and it is either at least `lastSeq`, or the chat is muted. */
  archived!: boolean;
  /** The last message when the caller archived it: a later one brings the chat back, unless it is muted. */
  archivedSeq!: number | null;
  /** Null where it is not muted, or no longer. */
  mutedUntil!: string | null;
  /** The caller wants to come back to it. */
  markedUnread!: boolean;
  draft!: DraftView | null;
  /** Grows with each draft, also with one that was taken away: see `PUT …/draft`. */
  draftVersion!: number;
  /** The caller sees tombstones up to this `seq` … */
  hiddenSeq!: number;
  /** … since then; null where nothing is hidden. */
  hiddenAt!: string | null;
  /** The `lastRev` when the caller read last: a message up to their read mark that somebody else `altered` above it has changed since. */
  lastReadRev!: number;
  unreadCount!: number;
  /** How many of the unread ones name the caller, or everybody. */
  mentionCount!: number;
  readByAllSeq!: number;
  deliveredToAllSeq!: number;
  lastSeq!: number;
  lastRev!: number;
  lastMessage!: MessageView | null;
  createdAt!: string;
  /** The last message's time. */
  updatedAt!: string;
}

export class PinView {
  chatId!: string;
  pinned!: boolean;
  /** Grows by one with each change of the caller's private state in this chat. */
  mine!: number;
}

export class ArchiveView {
  chatId!: string;
  archived!: boolean;
  archivedSeq!: number | null;
  mine!: number;
}

/** The caller's read mark, after it moved. */
export class ReadView {
  chatId!: string;
  lastReadSeq!: number;
  lastReadRev!: number;
  unreadCount!: number;
  mine!: number;
}

/** The caller's delivered mark, after it moved. */
export class DeliveredView {
  chatId!: string;
  lastDeliveredSeq!: number;
  mine!: number;
}
