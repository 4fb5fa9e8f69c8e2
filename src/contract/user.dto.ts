import { IsIn, IsOptional } from 'class-validator';

import type { OnlineStatus } from './user.view.js';
import { IsLine } from './text-rules.js';
import { IsText, IsWhole, NoneIfEmpty } from './validation.js';

export class UpdateMeDto {
  @IsLine(1, 80)
  name!: string;
}

export class StatusDto {
  @IsIn(['online', 'offline'])
  status!: OnlineStatus;
}

/** Who to look for. Pages are short and few: this finds a person, it does not export the user table. */
export class FindUsersDto {
  @IsText(1, 80)
  q!: string;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 50)
  page?: number;

  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100)
  limit?: number;
}
