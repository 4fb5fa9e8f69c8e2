import { Transform } from 'class-transformer';
import { IsOptional, ValidateIf } from 'class-validator';

import { MESSAGE_MAX, SendMessageDto } from './message.dto.js';
import { OptionalWhole } from '../rules/field-rules.js';
import { EmptyIfBlank } from '../rules/text-rules.js';
import { IsText, IsTime, NoneIfEmpty, NotBeside } from '../rules/validation.js';

/** A message, and when to send it: `sendAt` or `sendIn`. */
export class ScheduleMessageDto extends SendMessageDto {
  /** Within a year from now. */
  @NoneIfEmpty()
  @ValidateIf(({ sendAt, sendIn }: ScheduleMessageDto) => sendAt !== undefined || sendIn === undefined)
  @IsTime()
  @NotBeside('sendIn')
  sendAt?: string;

  /** Seconds from now. A few seconds give time to undo the send. */
  @OptionalWhole(1, 86_400)
  sendIn?: number;
}

/** Fields that are absent stay as they are. */
export class RescheduleMessageDto {
  /** May be empty only if the message has media, attachments or a poll. */
  @NullIsNone()
  @IsOptional()
  @EmptyIfBlank()
  @IsText(0, MESSAGE_MAX)
  message?: string;

  /** Within a year from now. */
  @NoneIfEmpty()
  @IsOptional()
  @IsTime()
  sendAt?: string;
}

export class ReminderDto {
  /** Within a year from now. */
  @IsTime()
  remindAt!: string;
}

/** Reads null as not given. The empty text is a text. */
function NullIsNone(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === null ? undefined : value));
}
