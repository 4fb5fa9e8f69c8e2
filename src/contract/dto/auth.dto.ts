import { ApiProperty } from '@nestjs/swagger';
import { IsIn, IsOptional, ValidateIf } from 'class-validator';

import { type CustomData, ReplacesData } from '../rules/custom-data.js';
import { OptionalId, OptionalWhole, OptionalYesNo } from '../rules/field-rules.js';
import { IsLine } from '../rules/text-rules.js';
import { IsText, NoneIfEmpty } from '../rules/validation.js';
import { type OnlineStatus, PRIVACY_CHOICES, type PrivacyChoice } from '../views/user.view.js';
import { IsAccountEmail, IsPassword } from './account-fields.js';

export class LoginDto {
  /** Letter case, Unicode form and surrounding white space do not count. */
  @IsAccountEmail()
  email!: string;

  /** Its Unicode form does not count. Every other difference does. */
  @IsPassword(3)
  password!: string;

  /** The second factor, if the account has one: six digits of the authenticator app, or a recovery code. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsText(1, 40)
  code?: string;
}

export class RegisterDto {
  /** Letter case, Unicode form and surrounding white space do not count. */
  @IsAccountEmail()
  email!: string;

  /** Its Unicode form does not count. Every other difference does. */
  @IsPassword(8)
  password!: string;

  @IsLine(1, 80)
  name!: string;

  /** The code of an account invite, where one is required. */
  @IsOptional()
  @IsText(1, 100)
  @NoneIfEmpty({ text: true })
  invite?: string;
}

export class LogoutDto {
  /** `true` ends all sessions of the caller. */
  @OptionalYesNo()
  everywhere?: boolean;
}

export class ListSessionsDto {
  @OptionalWhole(1, 100)
  limit?: number;

  /** `meta.next` of the previous page. */
  @OptionalId()
  cursor?: string;
}

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

  /** Data of an app, up to 4,096 bytes of JSON, in place of all that is stored; null for none. Everybody signed in may see it. */
  @ReplacesData()
  data?: CustomData | null;
}

function areAbsent({ whoMayAddMe, whoSeesLastSeen, data }: Omit<UpdateMeDto, 'name'>): boolean {
  return whoMayAddMe === undefined && whoSeesLastSeen === undefined && data === undefined;
}

export class StatusDto {
  @IsIn(['online', 'offline'])
  status!: OnlineStatus;
}

/** The search for users. Pages are short and few, so that it finds a person but cannot export the user table. */
export class FindUsersDto {
  @IsText(1, 80)
  q!: string;

  @OptionalWhole(1, 50)
  page?: number;

  @OptionalWhole(1, 100)
  limit?: number;
}
