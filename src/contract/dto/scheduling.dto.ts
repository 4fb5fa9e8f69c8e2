import { Transform } from 'class-transformer';
import { IsOptional, ValidateIf } from 'class-validator';

import { MESSAGE_MAX, SendMessageDto } from './message.dto.js';
import { EmptyIfBlank } from '../rules/text-rules.js';
import { IsText, IsTime, IsWhole, NoneIfEmpty, NotBeside } from '../rules/validation.js';

/** A message as it would be sent, and when: `sendAt` or `sendIn`. */
export class ScheduleMessageDto extends SendMessageDto {
  /** Within a year from now. */
  @NoneIfEmpty()
  @ValidateIf(({ sendAt, sendIn }: ScheduleMessageDto) => sendAt !== undefined || sendIn === undefined)
  @IsTime()
  @NotBeside('sendIn')
  sendAt?: string;

  /** Seconds from now: a few of them are time to think better of it. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 86_400)
  sendIn?: number;
}

/** What is absent stays as it is. */
export class RescheduleMessageDto {
  /** May be empty only where there is something else. */
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

/** Null means "none", and the empty text is one. */
function NullIsNone(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === null ? undefined : value));
}
