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

/** A draft: what a participant has written and not sent yet. */
export class DraftView {
  message!: string;
  /** The id of the message it replies to. */
  reply!: string | null;
  /** Increases with each draft of the participant in this chat. */
  version!: number;
  updatedAt!: string;
}

/** The shared settings of a chat, without its participants. */
export class ChatFactsView {
  /** Null when the title is made from the names of the participants. */
  title!: string | null;
  avatar!: string | null;
  description!: string | null;
  /** Seconds after which messages are deleted; null: never. */
  messageLifetime!: number | null;
  /** New participants see only messages sent after they joined. */
  historyHidden!: boolean;
}

/** The message that a thread is about. */
export class ThreadOfView {
  /** The chat of the message. */
  chatId!: string;
  messageId!: string;
}

/** A chat as the caller sees it. */
export class ChatView {
  id!: string;
  type!: ChatType;
  /** In a direct chat the name of the other person; in a group without a title the names of its first participants. */
  title!: string;
  avatar!: string | null;
  description!: string | null;
  /** Seconds after which messages are deleted; null: never. */
  messageLifetime!: number | null;
  /** New participants see only messages sent after they joined. */
  historyHidden!: boolean;
  /** Null when the chat is not a thread. */
  thread!: ThreadOfView | null;
  /** The caller's own participant id. */
  participantId!: string;
  participantCount!: number;
  /** The caller first, then up to 20 others. `GET …/participants` lists all. */
  participants!: ParticipantView[];
  pinned!: boolean;
  /** True when `archivedSeq` is not null and no message came after it, or the chat is muted. */
  archived!: boolean;
  /** The `lastSeq` when the caller archived the chat. A later message unarchives it, unless it is muted. */
  archivedSeq!: number | null;
  /** Null when the chat is not muted. */
  mutedUntil!: string | null;
  /** Whether the caller marked the chat as unread. */
  markedUnread!: boolean;
  draft!: DraftView | null;
  /** Increases with each change of the draft, also with its removal: see `PUT …/draft`. */
  draftVersion!: number;
  /** Up to this `seq` the caller sees only tombstones. */
  hiddenSeq!: number;
  /** When the messages up to `hiddenSeq` were hidden; null when none are. */
  hiddenAt!: string | null;
  /** The `lastRev` when the caller last read. A message up to their read mark whose `altered.rev` is greater has changed since. */
  lastReadRev!: number;
  unreadCount!: number;
  /** How many of the unread messages mention the caller or everybody. */
  mentionCount!: number;
  readByAllSeq!: number;
  deliveredToAllSeq!: number;
  lastSeq!: number;
  lastRev!: number;
  lastMessage!: MessageView | null;
  createdAt!: string;
  /** When the last message was sent. */
  updatedAt!: string;
}

export class PinView {
  chatId!: string;
  pinned!: boolean;
  /** Increases by one with each change of the caller's private state in this chat. */
  mine!: number;
}

export class ArchiveView {
  chatId!: string;
  archived!: boolean;
  archivedSeq!: number | null;
  mine!: number;
}

/** The caller's read mark after it moved. */
export class ReadView {
  chatId!: string;
  lastReadSeq!: number;
  lastReadRev!: number;
  unreadCount!: number;
  mine!: number;
}

/** The caller's delivered mark after it moved. */
export class DeliveredView {
  chatId!: string;
  lastDeliveredSeq!: number;
  mine!: number;
}
