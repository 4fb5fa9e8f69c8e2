import { IsOptional } from 'class-validator';

import { OptionalId, OptionalWhole } from '../rules/field-rules.js';
import { IsLine, NoneIfBlank } from '../rules/text-rules.js';

const YEAR = 365 * 24 * 60 * 60;

export class CreateAccountInviteDto {
  /** How many accounts may be created with it; 1 by default. */
  @OptionalWhole(1, 10_000)
  uses?: number;

  /** Seconds from now until it expires; seven days by default. */
  @OptionalWhole(60, YEAR)
  expiresIn?: number;

  /** For whom or what it is. Only operators see it. */
  @IsOptional()
  @IsLine(1, 200)
  @NoneIfBlank()
  note?: string;
}

export class ListAccountInvitesDto {
  @OptionalWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @OptionalId()
  cursor?: string;
}
