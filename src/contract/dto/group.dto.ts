import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { IsBoolean, IsIn, IsOptional, ValidateBy, buildMessage, isURL, isUUID } from 'class-validator';

import type { ParticipantRole } from '../views/chat.view.js';
import { IsLine, IsParagraphs } from '../rules/text-rules.js';
import { isNone, IsWhole, NoneIfEmpty } from '../rules/validation.js';

const ROLES: ParticipantRole[] = ['owner', 'admin', 'member'];
const UPLOADS = '/api/media/';
/** A year. */
const LONGEST = 366 * 24 * 60 * 60;

/** Absent leaves it as it is; the empty string is how a form says null. */
const NullIfEmpty = () => Transform(({ value }: { value: unknown }) => (value === '' ? null : value));
/** A form says `true` and `false`; null and the empty string say nothing. */
const YesOrNo = () =>
  Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));

/** An https address, or that of an upload of one's own as `url` gives it. */
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
  /** `owner` hands the group over: the one who was becomes an admin. */
  @ApiProperty({ enum: ROLES })
  @IsIn(ROLES)
  role!: ParticipantRole;
}

/** What is absent stays as it is. */
export class GroupSettingsDto {
  /** Null: the group is called after its people. */
  @NullIfEmpty()
  @IsOptional()
  @IsLine(1, 120)
  @ApiProperty({ type: String, nullable: true })
  title?: string | null;

  /** An https URL, handed on and never fetched by the server; the `url` of an upload of one's own; null: none. */
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

  /** Who joins from now on sees only what is said from then on. */
  @NoneIfEmpty()
  @YesOrNo()
  @IsOptional()
  @IsBoolean()
  historyHidden?: boolean;
}

export class CreateInviteLinkDto {
  /** Seconds from now; absent: it does not expire. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, LONGEST)
  expiresIn?: number;

  /** So many people may come by it; absent: as many as the group takes. */
  @NoneIfEmpty()
  @IsOptional()
  @IsWhole(1, 100_000)
  maxUses?: number;

  /** Who comes by it asks, and an admin lets them in. */
  @NoneIfEmpty()
  @YesOrNo()
  @IsOptional()
  @IsBoolean()
  needsApproval?: boolean;
}
