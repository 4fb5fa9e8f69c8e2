import { IsString, MaxLength } from 'class-validator';

import { MarkDto } from './chat.dto.js';
import { SendMessageDto } from './message.dto.js';

/** The id is not checked to be a UUID: any other text is answered as `chat.not_found`. */
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
