import { MessageView } from './message.view.js';
import { UserView } from './user.view.js';

export type ChatType = 'direct' | 'group';
export type ParticipantRole = 'owner' | 'admin' | 'member';

export class ParticipantView {
  id!: string;
  role!: ParticipantRole;
  lastReadSeq!: number;
  lastDeliveredSeq!: number;
  user!: UserView;
}

/** A chat as its caller sees it. */
export class ChatView {
  id!: string;
  type!: ChatType;
  /** A direct chat: the other person's name; an untitled group: its first names. */
  title!: string;
  avatar!: string | null;
  /** The caller's own participant id. */
  participantId!: string;
  participantCount!: number;
  /** The caller first, then up to 20; all of them: `GET …/participants`. */
  participants!: ParticipantView[];
  pinned!: boolean;
  archived!: boolean;
  mutedUntil!: string | null;
  unreadCount!: number;
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
  mine!: number;
}

/** The caller's read mark, after it moved. */
export class ReadView {
  chatId!: string;
  lastReadSeq!: number;
  unreadCount!: number;
  mine!: number;
}

/** The caller's delivered mark, after it moved. */
export class DeliveredView {
  chatId!: string;
  lastDeliveredSeq!: number;
  mine!: number;
}
