import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
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
import { YesNoText } from './form-texts.js';
import { AllOfOneKind, AreMentions, AreOptions } from './message-rules.js';
import { MediaItemDto, ONE_MEDIUM_BY_NAME, readMediaItems } from './media.dto.js';
import { EmptyIfBlank } from './text-rules.js';
import { IsId, IsText, NoneIfEmpty, NotBeside } from './validation.js';

export const MESSAGE_MAX = 4000;

const ONE_ATTACHMENT = { oneOf: [{ $ref: getSchemaPath(LocationDto) }, { $ref: getSchemaPath(ContactDto) }] };

@ApiExtraModels(LocationDto, ContactDto, PollDto)
export class SendMessageDto {
  /** May be empty only beside attachments. */
  @EmptyIfBlank()
  @IsText(1, MESSAGE_MAX, { emptyBeside: ['attachments'] })
  message!: string;

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
  /** May be empty only where there is something else. */
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

/** What `media` may be, as clients write it; it arrives as a list of items. */
const ONE_MEDIUM = [
  ...ONE_MEDIUM_BY_NAME,
  { type: 'string', format: 'binary', description: 'a file, as part of a form' },
];

@ApiExtraModels(MediaItemDto)
export class SendMediaMessageDto extends SendMessageDto {
  /** May be empty: a picture without caption. */
  @EmptyIfBlank()
  @IsText(0, MESSAGE_MAX)
  declare message: string;

  /** A URL, `{url, name?, mimeType?}`, `{id}` of an earlier upload, or a list of those. */
  @ApiProperty({
    type: Object,
    isArray: false,
    anyOf: [...ONE_MEDIUM, { type: 'array', items: { anyOf: ONE_MEDIUM }, minItems: 1, maxItems: 20 }],
  })
  @Transform(({ value }: { value: unknown }) => readMediaItems(value))
  @Type(() => MediaItemDto)
  @ValidateNested({ each: true })
  @ArrayMaxSize(20)
  @ArrayMinSize(1)
  @IsArray({ message: 'media is required: a URL, a file, an object with url or id, or a list of those' })
  media!: MediaItemDto[];
}
