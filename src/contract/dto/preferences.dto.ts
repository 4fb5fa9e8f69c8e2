import { IsOptional } from 'class-validator';

import { NullIsNoText } from '../rules/message-rules.js';
import { EmptyIfBlank } from '../rules/text-rules.js';
import { IsId, IsText, IsTime, IsWhole, MAX_INT, NoneIfEmpty } from '../rules/validation.js';

export class MuteDto {
  /** For ever when absent. */
  @NoneIfEmpty()
  @IsOptional()
  @IsTime()
  until?: string;
}

export class DraftDto {
  /** Empty, and without a reply: there is no draft any more. Beside a reply it may be missing. */
  @NullIsNoText()
  @EmptyIfBlank()
  @IsText(0, 4000, { emptyBeside: ['reply'] })
  message?: string;

  /** The message of the same chat that it answers. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  reply?: string;

  /** The `draftVersion` this device holds. */
  @IsWhole(0, MAX_INT)
  version!: number;
}

export class DropDraftDto {
  /** The `draftVersion` this device holds. */
  @IsWhole(0, MAX_INT)
  version!: number;
}
