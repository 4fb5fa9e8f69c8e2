import { ApiProperty } from '@nestjs/swagger';

import { UserView } from './user.view.js';

/** Why a message above the read mark counts as unread, or why not. */
export const UNREAD_RULES = ['above_mark', 'system', 'deleted', 'deleted_for_me'] as const;
export type UnreadRule = (typeof UNREAD_RULES)[number];

/** One message above the caller's read mark. */
export class UnreadMessageView {
  messageId!: string;
  seq!: number;
  counts!: boolean;
  /** `above_mark` counts; the others do not. */
  @ApiProperty({ enum: UNREAD_RULES })
  rule!: UnreadRule;
  /** It names the caller, or everybody. */
  mentioned!: boolean;
}

/** What is unread in one chat, and by which rule. */
export class UnreadView {
  chatId!: string;
  /** Nothing up to here counts. What one sends moves it, so nothing of one's own is above it. */
  lastReadSeq!: number;
  lastSeq!: number;
  unreadCount!: number;
  mentionCount!: number;
  markedUnread!: boolean;
  /** The newest 100 messages above the mark, newest first; null unless asked for. */
  @ApiProperty({ type: [UnreadMessageView], nullable: true })
  messages!: UnreadMessageView[] | null;
}

export type ReceiptState = 'read' | 'delivered' | 'sent';

/** How far one message has come to one person. */
export class ReceiptView {
  participantId!: string;
  user!: UserView;
  state!: ReceiptState;
}

/** To whom a message has come, beside its sender: those who were in the chat when it was sent and are now. */
export class ReceiptsView {
  messageId!: string;
  seq!: number;
  readCount!: number;
  /** Read or delivered. */
  deliveredCount!: number;
  people!: number;
  /** One page of them: who has read it first, then whom it has reached. */
  receipts!: ReceiptView[];
}

/** What is unread in several chats together. */
export class UnreadCountsView {
  /** In so many something is unread. */
  chats!: number;
  messages!: number;
  /** Of them, how many name the caller, or everybody. */
  mentions!: number;
  /** So many more have nothing unread, and are marked as unread. */
  markedUnread!: number;
}

/** All that is unread for the caller; archived chats count, too. */
export class UnreadTotalsView {
  /** In chats that are not muted, without threads. */
  unread!: UnreadCountsView;
  /** In threads that the caller follows and has not muted. */
  threads!: UnreadCountsView;
  /** In chats and threads that are muted. */
  muted!: UnreadCountsView;
}
