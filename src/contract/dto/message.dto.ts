import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { type CustomData, OptionalData, ReplacesData } from '../rules/custom-data.js';
import { OptionalCursor, OptionalId, OptionalWhole, OptionalYesNo } from '../rules/field-rules.js';
import { AllOfOneKind, AreMentions, AreOptions, NeedsText, NullIsNoText } from '../rules/message-rules.js';
import { EmptyIfBlank, IsParagraphs } from '../rules/text-rules.js';
import { IsId, IsText, MAX_INT, NoneIfEmpty, NotBeside } from '../rules/validation.js';
import { REPORT_REASONS, type ReportReason } from '../views/report.view.js';
import {
  ContactDto,
  LocationDto,
  MediaItemDto,
  MediaItems,
  PollDto,
  ReadAttachments,
  ReadPoll,
} from './attachment.dto.js';

export const MESSAGE_MAX = 4000;

const ONE_ATTACHMENT = { oneOf: [{ $ref: getSchemaPath(LocationDto) }, { $ref: getSchemaPath(ContactDto) }] };

/** The fields that every send may have. */
@ApiExtraModels(LocationDto, ContactDto, PollDto, MediaItemDto)
class MessageContentDto {
  /** The id of a message of the same chat that it replies to. */
  @OptionalId()
  reply?: string;

  /** An id chosen by the client. A retry with the same id stores no second message. */
  @OptionalId()
  id?: string;

  /** Ids of the participants it mentions. */
  @AreMentions()
  mentions?: string[];

  /** It mentions everybody. Only the owner and the admins of the chat may set it. */
  @OptionalYesNo()
  mentionsAll?: boolean;

  /** Up to ten locations or contacts, all of one kind. In a form as JSON text. */
  @ApiProperty({ type: 'array', items: ONE_ATTACHMENT, maxItems: 10 })
  @ReadAttachments()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @AllOfOneKind()
  @NotBeside('poll', 'media')
  attachments?: (LocationDto | ContactDto)[];

  /** A poll, with the text as its question. In a form as JSON text. */
  @ApiProperty({ type: () => PollDto })
  @ReadPoll()
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @NotBeside('attachments', 'media')
  poll?: PollDto;

  /** `custom`: the app draws the message from `data`. `message` must not be empty: it is shown where the app does not draw it. */
  @NoneIfEmpty()
  @IsOptional()
  @IsIn(['custom'])
  @NeedsText()
  @NotBeside('attachments', 'poll')
  kind?: 'custom';

  /** Data of an app, up to 4,096 bytes of JSON and 8 levels deep. It is passed on and not interpreted. In a form as JSON text. */
  @OptionalData()
  data?: CustomData;
}

export class SendMessageDto extends MessageContentDto {
  /** Required and not empty, unless there are media, attachments or a poll: then it may be missing, null or empty. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(1, MESSAGE_MAX, { emptyBeside: ['attachments', 'media', 'poll'] })
  message?: string;

  /** A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of these. */
  @MediaItems()
  @Type(() => MediaItemDto)
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  @IsArray()
  media?: MediaItemDto[];
}

export class ForwardDto {
  /** The chat of the message. Neither id is checked to be a UUID: any other text is answered as not found. */
  @IsString()
  @MaxLength(100)
  chatId!: string;

  @IsString()
  @MaxLength(100)
  messageId!: string;

  /** An id chosen by the client. A retry with the same id stores no second message. */
  @OptionalId()
  id?: string;
}

export class VoteDto {
  /** Ids of all options that the caller chooses. An empty list withdraws the vote. */
  @AreOptions()
  options!: string[];
}

export class EditMessageDto {
  /** May be empty or null only if the message has media or attachments. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(0, MESSAGE_MAX)
  message!: string;

  /** Ids of the participants it mentions from now on; none for an empty list. Absent: as before. */
  @AreMentions()
  mentions?: string[];

  @OptionalYesNo()
  mentionsAll?: boolean;

  /** Data of an app, in place of all that the message has; null for none. Absent: as before. */
  @ReplacesData()
  data?: CustomData | null;
}

export class DeleteMessageDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsIn(['everyone', 'me'])
  for?: 'everyone' | 'me';
}

/** The documented call for media: both keys are required. */
export class SendMediaMessageDto extends MessageContentDto {
  /** May be empty, for a picture without a caption. */
  @EmptyIfBlank()
  @IsText(0, MESSAGE_MAX)
  message!: string;

  /** A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of these. */
  @MediaItems()
  @Type(() => MediaItemDto)
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  @IsArray({ message: 'media is required: a URL, a file, an object with url or id, or a list of those' })
  media!: MediaItemDto[];
}

export const PAGE_SIZE = 20;

export class HistoryDto {
  @OptionalWhole(1, MAX_INT)
  page?: number;

  @OptionalWhole(1, 100)
  limit?: number;

  /** The `lastSeq` of page 1. It keeps the pages stable while messages arrive. */
  @OptionalWhole(0, MAX_INT)
  asOf?: number;

  /** The messages closest below this `seq`. */
  @OptionalWhole(0, MAX_INT)
  before?: number;

  /** The messages closest above this `seq`. */
  @OptionalWhole(0, MAX_INT)
  after?: number;

  /** The message with this `seq`, and the closest ones on both sides. */
  @OptionalWhole(0, MAX_INT)
  around?: number;
}

export class SearchMessagesDto {
  @IsText(1, 100)
  q!: string;

  /** Ignored beside a `cursor`. */
  @OptionalWhole(1, MAX_INT)
  page?: number;

  /** `meta.next` of the previous page. */
  @OptionalCursor()
  cursor?: string;
}

/** What messages can be searched for that have no text. */
export const HAS = ['media', 'link', 'poll'] as const;
export type Has = (typeof HAS)[number];

export class SearchDto {
  /** Words and `"phrases"`, which must all occur, and operators: `from:`, `in:`, `has:`, `before:`, `after:`, `starred:`. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 200)
  q?: string;

  /** The sender: the id of a user, `me`, or a part of a name. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 100)
  from?: string;

  /** The id of a chat, or a part of a title. The threads of the chat are searched with it. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 100)
  in?: string;

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsIn(HAS)
  has?: Has;

  /** Messages sent before this date (midnight UTC) or date and time. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 40)
  before?: string;

  /** Messages sent at this date (midnight UTC) or date and time, or later. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 40)
  after?: string;

  /** Only messages that the caller has starred. */
  @OptionalYesNo()
  starred?: boolean;

  @OptionalWhole(1, 50)
  limit?: number;

  /** `meta.next` of the previous page. */
  @OptionalCursor()
  cursor?: string;
}

/** The page of a list with a cursor. */
export class CursorDto {
  @OptionalWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @OptionalCursor()
  cursor?: string;
}

export class ReportDto {
  @IsIn(REPORT_REASONS)
  reason!: ReportReason;

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsParagraphs(1000)
  comment?: string;
}

export class ListReportsDto {
  @OptionalWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsId()
  cursor?: string;
}
