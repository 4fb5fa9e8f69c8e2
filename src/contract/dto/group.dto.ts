import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, ValidateBy, buildMessage, isURL, isUUID } from 'class-validator';

import type { ParticipantRole } from '../views/chat.view.js';
import { type CustomData, ReplacesData } from '../rules/custom-data.js';
import { OptionalWhole } from '../rules/field-rules.js';
import { IsLine, IsParagraphs } from '../rules/text-rules.js';
import { isNone, NoneIfEmpty } from '../rules/validation.js';

const ROLES: ParticipantRole[] = ['owner', 'admin', 'member'];
const UPLOADS = '/api/media/';
/** Seconds: a year. */
const LONGEST = 366 * 24 * 60 * 60;

/** Reads the empty string as null, because forms cannot send null. An absent value stays absent. */
export const NullIfEmpty = () => Transform(({ value }: { value: unknown }) => (value === '' ? null : value));
/** Reads the texts `true` and `false` of a form. Null and the empty string count as not given. */
const YesOrNo = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** An https URL, or the `url` of an upload. */
function isAvatar(value: unknown): boolean {
  if (typeof value !== 'string' || value.length > 2048) return false;
  if (value.startsWith(UPLOADS)) return isUUID(value.slice(UPLOADS.length));
  return isURL(value, { protocols: ['https'], require_protocol: true, require_tld: false, disallow_auth: true });
}

const IsAvatar = () =>
  ValidateBy({
    name: 'isAvatar',
    validator: {
      validate: isAvatar,
      defaultMessage: buildMessage(() => '$property must be an https URL, or the url of an upload of yours'),
    },
  });

export class ChangeRoleDto {
  /** `owner` transfers the group: the previous owner becomes an admin. */
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: ParticipantRole;
}

/** Settings that are absent stay as they are. */
export class GroupSettingsDto {
  /** Null: the title is made from the names of the participants. */
  @NullIfEmpty()
  @IsOptional()
  @IsLine(1, 120)
  @ApiProperty({ type: String, nullable: true })
  title?: string | null;

  /** An https URL, which the server passes on and never fetches; the `url` of an upload of the caller; or null for none. */
  @NullIfEmpty()
  @Transform(({ value }: { value: unknown }) =>
    isNone(value) ? null : typeof value === 'string' && value.startsWith(UPLOADS) ? value.toLowerCase() : value,
  )
  @IsOptional()
  @IsAvatar()
  @ApiProperty({ type: String, nullable: true, maxLength: 2048 })
  avatar?: string | null;

  @NullIfEmpty()
  @IsOptional()
  @IsParagraphs(1000)
  @ApiProperty({ type: String, nullable: true })
  description?: string | null;

  /** People who join from now on see only messages sent after they joined. */
  @NoneIfEmpty()
  @YesOrNo()
  @IsOptional()
  @IsBoolean()
  historyHidden?: boolean;

  /** Data of an app, in place of all that the chat has; null for none. Alone it may be set in a direct chat, too, by both people. */
  @ReplacesData()
  data?: CustomData | null;
}

export class CreateInviteLinkDto {
  /** Seconds from now. Absent: the link does not expire. */
  @OptionalWhole(1, LONGEST)
  expiresIn?: number;

  /** How many people may join with it. Absent: only the limit of the group counts. */
  @OptionalWhole(1, 100_000)
  maxUses?: number;

  /** People who use the link send a request, which an admin approves. */
  @NoneIfEmpty()
  @YesOrNo()
  @IsOptional()
  @IsBoolean()
  needsApproval?: boolean;
}
