import { ApiProperty } from '@nestjs/swagger';

import { type CustomData, ShowsData } from '../rules/custom-data.js';
import { MessageView } from './message.view.js';
import { UserView } from './user.view.js';

/** Until when the caller has muted a chat, and whether it is archived: a muted chat stays archived when messages come. */
export class MuteView {
  chatId!: string;
  /** Null when it is not muted. */
  mutedUntil!: string | null;
  archived!: boolean;
  archivedSeq!: number | null;
  /** Increases by one with each change of the caller's private state in this chat. */
  mine!: number;
}

/** Whether the caller has marked a chat as unread. */
export class MarkedUnreadView {
  chatId!: string;
  markedUnread!: boolean;
  /** The chat's `lastSeq` at that time. A later message of the caller removes the mark. */
  lastSeq!: number;
  mine!: number;
}

/** The draft of the caller in a chat. */
export class DraftStateView {
  chatId!: string;
  /** Null when there is none. */
  draft!: DraftView | null;
  /** The version of the latest change, also of a removal. The next change must send it. */
  draftVersion!: number;
  mine!: number;
}

/** The caller has hidden the history of a chat for themselves. */
export class ClearedChatView {
  chatId!: string;
  /** Up to this `seq` the caller sees only tombstones. */
  hiddenSeq!: number;
  /** When the history was hidden; null when it never was. */
  hiddenAt!: string | null;
  mine!: number;
}

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
  @ShowsData()
  data!: CustomData | null;
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
  /** What an app stored with it. */
  @ShowsData()
  data!: CustomData | null;
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

/** An invite link of a group, as its admins see it. */
export class InviteLinkView {
  id!: string;
  chatId!: string;
  /** For `POST /api/invites/{code}/join`. Everybody who has it may join. */
  code!: string;
  /** People who use the link send a request, which an admin approves. */
  needsApproval!: boolean;
  /** How many people have joined with it, or asked to. */
  uses!: number;
  /** Null: only the limit of the group counts. */
  maxUses!: number | null;
  /** Null: the link does not expire. */
  expiresAt!: string | null;
  /** The id of the participant who created it. */
  createdBy!: string;
  createdAt!: string;
}

/** A group as a person with an invite link sees it. */
export class InviteView {
  chatId!: string;
  /** Null when the title is made from the names of the participants. */
  title!: string | null;
  avatar!: string | null;
  description!: string | null;
  participantCount!: number;
  needsApproval!: boolean;
}

export type JoinState = 'joined' | 'requested' | 'declined';

/** The result of joining with an invite link. */
export class JoinView {
  @ApiProperty({ enum: ['joined', 'requested', 'declined'] })
  state!: JoinState;
  chatId!: string;
  /** The chat as `GET /api/chats/{chat}` answers it; null while the caller is not in it. */
  @ApiProperty({ type: ChatView, nullable: true })
  chat!: ChatView | null;
}

/** A request to join a group. */
export class JoinRequestView {
  chatId!: string;
  user!: UserView;
  requestedAt!: string;
}

/** A thread about one message, as everybody in its chat may see it. */
export class ThreadView {
  /** The id of the thread, which is a chat for people who follow it. */
  chatId!: string;
  /** The message it is about. */
  messageId!: string;
  /** How many messages it has. */
  lastSeq!: number;
  participantCount!: number;
  /** Whether the caller follows it. */
  following!: boolean;
  /** When its last message was sent. */
  updatedAt!: string;
}
