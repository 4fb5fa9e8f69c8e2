import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
  ValidateNested,
} from 'class-validator';

import { ContactDto, LocationDto, PollDto, ReadAttachments, ReadPoll } from './attachment.dto.js';
import { YesNoText } from '../rules/form-texts.js';
import { AllOfOneKind, AreMentions, AreOptions, NullIsNoText } from '../rules/message-rules.js';
import { MediaItemDto, MediaItems } from './media.dto.js';
import { EmptyIfBlank } from '../rules/text-rules.js';
import { IsId, IsText, NoneIfEmpty, NotBeside } from '../rules/validation.js';

export const MESSAGE_MAX = 4000;

const ONE_ATTACHMENT = { oneOf: [{ $ref: getSchemaPath(LocationDto) }, { $ref: getSchemaPath(ContactDto) }] };

/** What every send may have, whatever else it carries. */
@ApiExtraModels(LocationDto, ContactDto, PollDto, MediaItemDto)
class MessageContentDto {
  /** A message of the same chat. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  reply?: string;

  /** Chosen by the client: the same id again is the same message, so that a retry is safe. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  id?: string;

  /** Participant ids of those the message names. */
  @AreMentions()
  mentions?: string[];

  /** It names everybody; for the owner and the admins of the chat. */
  @NoneIfEmpty()
  @IsOptional()
  @YesNoText()
  @IsBoolean()
  mentionsAll?: boolean;

  /** Up to ten places or people, all of one kind; in a form as JSON text. */
  @ApiProperty({ type: 'array', items: ONE_ATTACHMENT, maxItems: 10 })
  @ReadAttachments()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @ValidateNested({ each: true })
  @AllOfOneKind()
  @NotBeside('poll', 'media')
  attachments?: (LocationDto | ContactDto)[];

  /** Then the text is the question; in a form as JSON text. */
  @ApiProperty({ type: () => PollDto })
  @ReadPoll()
  @IsOptional()
  @IsObject()
  @ValidateNested()
  @NotBeside('attachments', 'media')
  poll?: PollDto;
}

export class SendMessageDto extends MessageContentDto {
  /** Required, and not empty, unless media, attachments or a poll come along; then missing, null and empty are the same. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(1, MESSAGE_MAX, { emptyBeside: ['attachments', 'media', 'poll'] })
  message?: string;

  /** A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of those. */
  @MediaItems()
  @Type(() => MediaItemDto)
  @IsOptional()
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  @IsArray()
  media?: MediaItemDto[];
}

export class ForwardDto {
  /** Where it was said. Not checked to be a UUID, nor is the message: what is none is not there. */
  @IsString()
  @MaxLength(100)
  chatId!: string;

  @IsString()
  @MaxLength(100)
  messageId!: string;

  /** Chosen by the client: the same id again is the same message, so that a retry is safe. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  id?: string;
}

export class VoteDto {
  /** Ids of all options the caller chooses; none takes the vote back. */
  @AreOptions()
  options!: string[];
}

export class EditMessageDto {
  /** May be empty or null only where there is something else. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(0, MESSAGE_MAX)
  message!: string;

  /** Whom it names from now on, none for an empty list; as before where this is absent. */
  @AreMentions()
  mentions?: string[];

  @NoneIfEmpty()
  @IsOptional()
  @YesNoText()
  @IsBoolean()
  mentionsAll?: boolean;
}

export class DeleteMessageDto {
  @NoneIfEmpty()
  @IsOptional()
  @IsIn(['everyone', 'me'])
  for?: 'everyone' | 'me';
}

/** The documented call for media: both keys are required. */
export class SendMediaMessageDto extends MessageContentDto {
  /** May be empty: a picture without caption. */
  @EmptyIfBlank()
  @IsText(0, MESSAGE_MAX)
  message!: string;

  /** A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of those. */
  @MediaItems()
  @Type(() => MediaItemDto)
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  @IsArray({ message: 'media is required: a URL, a file, an object with url or id, or a list of those' })
  media!: MediaItemDto[];
}
