import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, ValidateIf } from 'class-validator';

import { type OnlineStatus, PRIVACY_CHOICES, type PrivacyChoice } from '../views/user.view.js';
import { IsLine } from '../rules/text-rules.js';
import { IsText, IsWhole, NoneIfEmpty } from '../rules/validation.js';

/** At least one field. Fields that are absent stay as they are. */
export class UpdateMeDto {
  @ValidateIf(({ name, ...others }: UpdateMeDto) => name !== undefined || areAbsent(others))
  @IsLine(1, 80)
  name?: string;

  /** Who may add the caller to groups and threads. `shared`: people in a group with them, or in a direct chat in which they have written. */
  @NoneIfEmpty()
  @IsOptional()
  @ApiProperty({ enum: PRIVACY_CHOICES })
  @IsIn(PRIVACY_CHOICES)
  whoMayAddMe?: PrivacyChoice;

  /** Who sees when the caller was last online. `shared`: people who share a chat with them. */
  @NoneIfEmpty()
  @IsOptional()
  @ApiProperty({ enum: PRIVACY_CHOICES })
  @IsIn(PRIVACY_CHOICES)
  whoSeesLastSeen?: PrivacyChoice;
}

function areAbsent({ whoMayAddMe, whoSeesLastSeen }: Omit<UpdateMeDto, 'name'>): boolean {
  return whoMayAddMe === undefined && whoSeesLastSeen === undefined;
}

export class StatusDto {
  @IsIn(['online', 'offline'])
  status!: OnlineStatus;
}

/** The search for users. Pages are short and few, so that it finds a person but cannot export the user table. */
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
