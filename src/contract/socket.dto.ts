import { IsOptional, IsString, MaxLength } from 'class-validator';

import { MarkDto } from './chat.dto.js';
import { SendMediaMessageDto, SendMessageDto } from './message.dto.js';
import { NoneIfEmpty } from './validation.js';

/** Not checked to be a UUID: what is none is a chat that is not there. */
export class ChatEventDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}

export class SendEventDto extends SendMessageDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;

  /** Null is none; a payload with media is read as a SendMediaEventDto. */
  @NoneIfEmpty()
  @IsOptional()
  media?: SendMediaMessageDto['media'];
}

export class SendMediaEventDto extends SendMediaMessageDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}

export class MarkEventDto extends MarkDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}
