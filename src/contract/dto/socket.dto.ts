import { IsString, MaxLength } from 'class-validator';

import { MarkDto } from './chat.dto.js';
import { SendMessageDto } from './message.dto.js';

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
}

export class MarkEventDto extends MarkDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}
