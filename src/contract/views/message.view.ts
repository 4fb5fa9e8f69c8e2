import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { type AttachmentView, ContactView, LocationView, PollView, type StoredPoll } from './attachment.view.js';
import { MediaView } from './media.view.js';
import { SenderView } from './user.view.js';

export type MessageKind = 'text' | 'media' | 'system' | 'poll' | 'location' | 'contact';

/** The message that a reply refers to. */
export class ReplyView {
  id!: string;
  seq!: number;
  kind!: MessageKind;
  message!: string;
  sender!: SenderView;
  media!: MediaView[];
  deletedAt!: string | null;
}

/** What happened in a group, for clients to show in the user's language. */
export class SystemView {
  event!: string;
  /** The participants it is about. The sender of the message did it. */
  participantIds!: string[];
  /** The new value, such as a title or a role; null when there is none. */
  value!: string | null;
}

/** That a message was edited or deleted. */
export class AlteredView {
  /** The `rev` of its latest edit, or of its deletion. */
  rev!: number;
  /** The id of the participant who did it. */
  participantId!: string;
}

/** The origin of a forwarded message. */
export class ForwardedView {
  chatId!: string;
  messageId!: string;
  sender!: SenderView;
  createdAt!: string;
}

/** Rare parts of a message, as they are stored. */
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
  /** Whether the reader is one of them. Absent in pushes. */
  mine?: boolean;
  /** Up to 50 of them, by id. */
  participantIds!: string[];
}

/** A reaction that was added or removed. */
export class ReactionChangeView {
  chatId!: string;
  messageId!: string;
  participantId!: string;
  emoji!: string;
  /** How many people have this reaction on the message now. */
  count!: number;
  rev!: number;
}

const ONE_ATTACHMENT = { oneOf: [LocationView, ContactView, PollView].map((one) => ({ $ref: getSchemaPath(one) })) };

/** A message without anything that depends on the reader, as it is pushed to a whole chat. */
@ApiExtraModels(LocationView, ContactView, PollView)
export class SharedMessageView {
  id!: string;
  chatId!: string;
  /** The number of the message in its chat: 1, 2, 3 … without gaps. */
  seq!: number;
  /** The number of the latest change of the message, among all shared changes of its chat: 1, 2, 3 … without gaps. */
  rev!: number;
  kind!: MessageKind;
  participantId!: string;
  sender!: SenderView;
  message!: string;
  media!: MediaView[];
  /** Locations or contacts of a message of kind `location` or `contact`; the poll of a `poll`. */
  @ApiProperty({ type: 'array', items: ONE_ATTACHMENT })
  attachments!: AttachmentView[];
  reply!: ReplyView | null;
  system!: SystemView | null;
  /** Ids of the participants it mentions. */
  mentions!: string[];
  /** It mentions everybody. */
  mentionsAll!: boolean;
  forwarded!: ForwardedView | null;
  /** The id of the thread about it; null while there is none. */
  threadId!: string | null;
  reactions!: ReactionView[];
  createdAt!: string;
  editedAt!: string | null;
  deletedAt!: string | null;
  /** Null when it was not edited or deleted, or when it expired. With a `rev` above `lastReadRev`, it changed after the last read. */
  altered!: AlteredView | null;
  /** When it was pinned for everybody in the chat; null when it is not. */
  pinnedAt!: string | null;
  /** When it will expire, that is, be deleted for everybody; null when it does not expire or was deleted. */
  expiresAt!: string | null;
}

/** A message that the reader deleted for themselves. */
export class HiddenMessageView {
  messageId!: string;
  deletedAt!: string;
}

/** What the reader chose in a poll. */
export class VoteView {
  messageId!: string;
  /** Ids of the chosen options; empty when the vote was withdrawn. */
  options!: string[];
}

/** An earlier text of a message. */
export class MessageVersionView {
  message!: string;
  /** When it was written. */
  createdAt!: string;
}

/** A message as one reader sees it. */
export class MessageView extends SharedMessageView {
  starred!: boolean;
}
