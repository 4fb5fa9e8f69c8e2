import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';

import { type CustomData, ShowsData, type StoredData } from '../rules/custom-data.js';
import { SenderView } from './user.view.js';

/** A location. */
export class LocationView {
  @ApiProperty({ enum: ['location'] })
  kind!: 'location';
  latitude!: number;
  longitude!: number;
  name!: string | null;
}

/** A contact: how to reach a person. */
export class ContactView {
  @ApiProperty({ enum: ['contact'] })
  kind!: 'contact';
  name!: string;
  phones!: string[];
  emails!: string[];
  /** The user id of an account on this server. The sender set it, and it is not checked. */
  userId!: string | null;
}

export class PollOptionView {
  id!: string;
  text!: string;
  /** How many people chose it. */
  count!: number;
  /** Whether the reader is one of them. Absent in pushes. */
  mine?: boolean;
  /** Up to 50 of them, by id. Empty for an anonymous poll. */
  participantIds!: string[];
}

/** A poll. Its question is the text of the message. */
export class PollView {
  @ApiProperty({ enum: ['poll'] })
  kind!: 'poll';
  /** Whether each participant may choose several options. */
  multiple!: boolean;
  /** Whether nobody sees who chose which option. */
  anonymous!: boolean;
  options!: PollOptionView[];
  /** How many people have voted. */
  voters!: number;
  /** When it closes by itself; null: never. */
  closesAt!: string | null;
  /** Whether it was closed, or `closesAt` has passed. */
  closed!: boolean;
}

export type AttachmentView = LocationView | ContactView | PollView;

/** A poll as it is stored with its message. */
export interface StoredPoll {
  options: { id: string; text: string }[];
  multiple: boolean;
  anonymous: boolean;
  closesAt: string | null;
  /** Whether it was closed before `closesAt`. */
  closed: boolean;
}

export type MediaKind = 'image' | 'video' | 'audio' | 'file' | 'link';

/**
 * `processing` until thumbnails and measures are there: pictures cannot be read before. `rejected`: the content could not be used, and its
 * bytes are gone.
 */
export type MediaStatus = 'processing' | 'ready' | 'rejected';

/**
 * Why a content was rejected. `too_complex`: to decode it takes more memory or time than one file may take. `failed`: it could not be
 * processed, for a reason on the side of the server.
 */
export type MediaReason =
  | 'broken'
  | 'mislabelled'
  | 'not_an_image'
  | 'too_many_pixels'
  | 'too_many_frames'
  | 'too_long'
  | 'too_complex'
  | 'failed';

/**
 * One image, video, audio, file or link of a message. `size` is in bytes, `width` and `height` in pixels, `duration` in seconds. What is not
 * known, or not known yet, is null.
 */
export class MediaView {
  id!: string;
  kind!: MediaKind;
  /** An external http or https URL, or a root-relative one, which is read with the Bearer header or `?t=<mediaToken>`. */
  url!: string;
  name!: string | null;
  mimeType!: string | null;
  size!: number | null;
  width!: number | null;
  height!: number | null;
  duration!: number | null;
  /** WebP within 320 × 320 pixels; of a video, its poster. */
  thumbnailUrl!: string | null;
  /** WebP within 1,280 × 1,280 pixels; of a video, its poster. */
  previewUrl!: string | null;
  /** A thumbhash in base64: a blurred picture to show until another has loaded. */
  placeholder!: string | null;
  /** 64 loudness values from 0 to 255 of an audio. */
  @ApiProperty({ type: [Number], nullable: true })
  waveform!: number[] | null;
  @ApiProperty({ enum: ['processing', 'ready', 'rejected'] })
  status!: MediaStatus;
  /** Why it was rejected. */
  @ApiProperty({
    enum: [
      ...['broken', 'mislabelled', 'not_an_image', 'too_many_pixels', 'too_many_frames', 'too_long', 'too_complex'],
      'failed',
    ],
    nullable: true,
  })
  reason!: MediaReason | null;
}

/** `custom`: the app draws it from `data`; where it does not, `message` is shown. */
export type MessageKind = 'text' | 'media' | 'system' | 'poll' | 'location' | 'contact' | 'custom';

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
  data?: StoredData;
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
  /** What the app that sent it stored with it. */
  @ShowsData()
  data!: CustomData | null;
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

/** A text of a message, with its data at that time. */
export class MessageVersionView {
  message!: string;
  @ShowsData()
  data!: CustomData | null;
  /** When it was written. */
  createdAt!: string;
}

/** A message as one reader sees it. */
export class MessageView extends SharedMessageView {
  starred!: boolean;
}

/** A part of a text, in UTF-16 code units, as JavaScript strings count them. `end` is behind the last one. */
export class HighlightView {
  start!: number;
  end!: number;
}

/** A message that a search found. */
export class FoundMessageView extends MessageView {
  /** Where the searched texts are in `message`, in order, at most 20. Empty if they are only in the name of a file or in an option of a poll. */
  highlights!: HighlightView[];
}
