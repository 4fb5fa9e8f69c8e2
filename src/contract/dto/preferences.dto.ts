import { IsOptional } from 'class-validator';

import { NullIsNoText } from '../rules/message-rules.js';
import { EmptyIfBlank } from '../rules/text-rules.js';
import { IsId, IsText, IsTime, IsWhole, MAX_INT, NoneIfEmpty } from '../rules/validation.js';

export class MuteDto {
  /** Absent: without end. */
  @NoneIfEmpty()
  @IsOptional()
  @IsTime()
  until?: string;
}

export class DraftDto {
  /** Empty and without `reply`: removes the draft. With `reply` it may be missing. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(0, 4000, { emptyBeside: ['reply'] })
  message?: string;

  /** The id of the message of the same chat that it replies to. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  reply?: string;

  /** The `draftVersion` that this device has. */
  @IsWhole(0, MAX_INT)
  version!: number;
}

export class DropDraftDto {
  /** The `draftVersion` that this device has. */
  @IsWhole(0, MAX_INT)
  version!: number;
}
