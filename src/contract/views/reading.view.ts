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
  /** Only `above_mark` counts as unread. */
  @ApiProperty({ enum: UNREAD_RULES })
  rule!: UnreadRule;
  /** Whether it mentions the caller or everybody. */
  mentioned!: boolean;
}

/** What is unread in one chat, and why. */
export class UnreadView {
  chatId!: string;
  /** Messages up to this `seq` do not count as unread. Sending moves it, so the caller's own messages never count. */
  lastReadSeq!: number;
  lastSeq!: number;
  unreadCount!: number;
  mentionCount!: number;
  markedUnread!: boolean;
  /** The newest 100 messages above the mark, newest first; null unless requested. */
  @ApiProperty({ type: [UnreadMessageView], nullable: true })
  messages!: UnreadMessageView[] | null;
}

export type ReceiptState = 'read' | 'delivered' | 'sent';

/** Whether one message was delivered to one person, and read by them. */
export class ReceiptView {
  participantId!: string;
  user!: UserView;
  state!: ReceiptState;
}

/** The receipts of a message, without its sender: of participants who were in the chat when it was sent, and who are now. */
export class ReceiptsView {
  messageId!: string;
  seq!: number;
  readCount!: number;
  /** How many have received it, including those who have read it. */
  deliveredCount!: number;
  people!: number;
  /** One page of receipts: first of people who have read it, then of people who have received it. */
  receipts!: ReceiptView[];
}

/** What is unread in several chats together. */
export class UnreadCountsView {
  /** How many chats have unread messages. */
  chats!: number;
  messages!: number;
  /** How many of these messages mention the caller or everybody. */
  mentions!: number;
  /** How many further chats have no unread messages but are marked as unread. */
  markedUnread!: number;
}

/** Everything that is unread for the caller. Archived chats count too. */
export class UnreadTotalsView {
  /** In chats that are not muted. Threads are not included. */
  unread!: UnreadCountsView;
  /** In threads that the caller follows and has not muted. */
  threads!: UnreadCountsView;
  /** In chats and threads that are muted. */
  muted!: UnreadCountsView;
}

export type DeviceState = 'pushed' | 'behind' | 'connected_later';
export type RecipientState = 'read' | 'delivered' | 'pushed' | 'behind' | 'no_device';

/** A device that is connected now. */
export class TracedDeviceView {
  /** Its User-Agent when it signed in; null when it sent none. */
  device!: string | null;
  /** `behind`: it reads too slowly, and may have missed pushes. */
  state!: DeviceState;
  connectedAt!: string;
}

/** How far a message was delivered to one participant. */
export class RecipientView {
  participantId!: string;
  user!: UserView;
  /** `no_device`: no device that is connected now was connected when the message was pushed. */
  state!: RecipientState;
  lastReadSeq!: number;
  lastDeliveredSeq!: number;
  devices!: TracedDeviceView[];
}

export class TracedMessageView {
  id!: string;
  seq!: number;
  rev!: number;
  storedAt!: string;
}

export class TraceView {
  message!: TracedMessageView;
  /** All participants except the sender, in the order they joined. */
  recipients!: RecipientView[];
}
