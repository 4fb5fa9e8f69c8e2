import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { type AttachmentView, ContactView, LocationView, PollView, type StoredPoll } from './attachment.view.js';
import { MediaView } from './media.view.js';
import { SenderView } from './user.view.js';

export type MessageKind = 'text' | 'media' | 'system' | 'poll' | 'location' | 'contact';

/** What a reply shows of the message it answers. */
export class ReplyView {
  id!: string;
  seq!: number;
  kind!: MessageKind;
  message!: string;
  sender!: SenderView;
  media!: MediaView[];
  deletedAt!: string | null;
}

/** What happened in a group, for clients to say in their language. */
export class SystemView {
  event!: string;
  /** Whom it is about; who did it is the message's sender. */
  participantIds!: string[];
  /** The new title, role and the like; null where there is none. */
  value!: string | null;
}

/** That a message says something else than when it was sent, or nothing any more. */
export class AlteredView {
  /** Of the latest edit of its words, or of its deletion. */
  rev!: number;
  /** Who did it. */
  participantId!: string;
}

/** Where a forwarded message was said first. */
export class ForwardedView {
  chatId!: string;
  messageId!: string;
  sender!: SenderView;
  createdAt!: string;
}

/** What few messages have, as it is stored. */
export interface MessageExtras {
  system?: SystemView;
  forwarded?: ForwardedView;
  threadId?: string;
  attachments?: (LocationView | ContactView)[];
  poll?: StoredPoll;
}

export class ReactionView {
  emoji!: string;
  count!: number;
  /** Whether the reader is one of them; not there in what is pushed. */
  mine?: boolean;
  /** Up to 50 of them, by id. */
  participantIds!: string[];
}

/** An emoji that came or went. */
export class ReactionChangeView {
  chatId!: string;
  messageId!: string;
  participantId!: string;
  emoji!: string;
  /** So many people have put it there by now. */
  count!: number;
  rev!: number;
}

const ONE_ATTACHMENT = { oneOf: [LocationView, ContactView, PollView].map((one) => ({ $ref: getSchemaPath(one) })) };

/** A message as a whole chat may see it: nothing in it depends on the reader. */
@ApiExtraModels(LocationView, ContactView, PollView)
export class SharedMessageView {
  id!: string;
  chatId!: string;
  /** Numbers the messages of one chat 1, 2, 3 … without a gap. */
  seq!: number;
  /** Numbers every shared change of one chat 1, 2, 3 … without a gap: that of this message's latest change. */
  rev!: number;
  kind!: MessageKind;
  participantId!: string;
  sender!: SenderView;
  message!: string;
  media!: MediaView[];
  /** Places or people of a `location` or `contact`, the poll of a `poll`. */
  @ApiProperty({ type: 'array', items: ONE_ATTACHMENT })
  attachments!: AttachmentView[];
  reply!: ReplyView | null;
  system!: SystemView | null;
  /** Participant ids of those it names. */
  mentions!: string[];
  /** It names everybody. */
  mentionsAll!: boolean;
  forwarded!: ForwardedView | null;
  /** The chat that is the thread at it; null while nobody has begun one. */
  threadId!: string | null;
  reactions!: ReactionView[];
  createdAt!: string;
  editedAt!: string | null;
  deletedAt!: string | null;
  /** Null where it says what was sent, or has disappeared by itself. Above one's `lastReadRev`: changed since one read it. */
  altered!: AlteredView | null;
  /** Kept at hand for everybody in the chat since. */
  pinnedAt!: string | null;
  /** When it is deleted for everybody by itself; null where it stays, or is gone. */
  expiresAt!: string | null;
}

/** A message its reader deleted for themselves. */
export class HiddenMessageView {
  messageId!: string;
  deletedAt!: string;
}

/** What its reader chose in a poll. */
export class VoteView {
  messageId!: string;
  /** Ids of the options; none where they took it back. */
  options!: string[];
}

/** A text that a message had. */
export class MessageVersionView {
  message!: string;
  /** When it was written. */
  createdAt!: string;
}

/** A message as one reader sees it. */
export class MessageView extends SharedMessageView {
  starred!: boolean;
}
