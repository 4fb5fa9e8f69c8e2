import { ApiExtraModels, ApiProperty, getSchemaPath } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayMinSize,
  IsArray,
  isEmail,
  IsIn,
  IsObject,
  IsOptional,
  ValidateBy,
  ValidateIf,
} from 'class-validator';

import { OptionalData, ReplacesData, type StoredData } from '../rules/custom-data.js';
import { OptionalId, OptionalWhole } from '../rules/field-rules.js';
import { ListOfOne } from '../rules/form-texts.js';
import { IsLine } from '../rules/text-rules.js';
import { trimmed } from '../rules/typed-text.js';
import { compose, IsTime, NoneIfEmpty, textProblem } from '../rules/validation.js';
import { type Scope, SCOPES } from '../views/server.view.js';
import type { Plan } from '../views/user.view.js';
import { NullIfEmpty } from './group.dto.js';
import { HistoryDto, SendMessageDto } from './message.dto.js';

/** Maximum number of items in a batch. */
const MOST_IN_BATCH = 100;
const MOST_PEOPLE = 500;
const LONGEST_EXTERNAL_ID = 200;
const LONGEST_URL = 2_000;
const LONGEST_EMAIL = 254;
const CONTROL = /\p{Cc}/u;
const A_YEAR = 366 * 24 * 60 * 60;

const isExternalId = (value: unknown): boolean =>
  textProblem(value, 1, LONGEST_EXTERNAL_ID) === null && !CONTROL.test(value as string);

/** The id that an app chose for a person. `each`: a list of such ids. */
function IsExternalId({ each = false, most = MOST_PEOPLE } = {}): PropertyDecorator {
  const items = { type: 'string' as const, minLength: 1, maxLength: LONGEST_EXTERNAL_ID };
  return compose(
    ApiProperty(each ? { type: 'array', items, minItems: 1, maxItems: most } : items),
    ValidateBy(
      {
        name: 'isExternalId',
        validator: {
          validate: isExternalId,
          defaultMessage: () => `$property must be a text of 1 to ${LONGEST_EXTERNAL_ID} characters, none of control`,
        },
      },
      { each },
    ),
  );
}

const AreExternalIds = (): PropertyDecorator =>
  compose(IsExternalId({ each: true }), ArrayMaxSize(MOST_PEOPLE), ArrayMinSize(1), IsArray(), ListOfOne());

/** A list of 1 to 100 items, each of which is validated for itself, so that a bad one does not refuse the others. */
const IsBatchOf = (item: new () => object): PropertyDecorator =>
  compose(
    ApiProperty({ type: 'array', items: { $ref: getSchemaPath(item) }, minItems: 1, maxItems: MOST_IN_BATCH }),
    IsObject({ each: true }),
    ArrayMaxSize(MOST_IN_BATCH),
    ArrayMinSize(1),
    IsArray(),
  );

/** Null stays null: it removes the value. Absent: the value stays as it is. */
const UnlessNull = (): PropertyDecorator => ValidateIf((_, value) => value !== null && value !== undefined);

function IsSecureUrl(): PropertyDecorator {
  const isFine = (value: unknown): boolean =>
    textProblem(value, 1, LONGEST_URL) === null && URL.canParse(value as string) && isHttps(new URL(value as string));
  return compose(
    ApiProperty({ type: 'string', nullable: true, maxLength: LONGEST_URL }),
    ValidateBy({
      name: 'isHttps',
      validator: { validate: isFine, defaultMessage: () => '$property must be a URL that begins with https://' },
    }),
  );
}

const isHttps = ({ protocol, username, password }: URL): boolean =>
  protocol === 'https:' && username === '' && password === '';

function IsOptionalEmail(): PropertyDecorator {
  const isFine = (value: unknown): boolean =>
    textProblem(value, 1, LONGEST_EMAIL) === null && isEmail(trimmed(value as string));
  return compose(
    ApiProperty({ type: 'string', nullable: true, maxLength: LONGEST_EMAIL, format: 'email' }),
    ValidateBy({
      name: 'isEmail',
      validator: { validate: isFine, defaultMessage: () => '$property must be an email' },
    }),
  );
}

export class ExternalIdDto {
  @IsExternalId()
  externalId!: string;
}

/** The fields of a person of the app. Absent ones stay as they are. */
export class PutUserDto {
  /** Required for a person who does not exist yet. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsLine(1, 80)
  name?: string;

  /** A URL with `https`; null removes the avatar. */
  @UnlessNull()
  @IsSecureUrl()
  avatar?: string | null;

  /** Null removes the e-mail. */
  @UnlessNull()
  @IsOptionalEmail()
  email?: string | null;

  @NoneIfEmpty()
  @IsOptional()
  @ApiProperty({ enum: ['free', 'premium'] })
  @IsIn(['free', 'premium'])
  plan?: Plan;

  /** Replaces the data that the app stores with the person; null removes it. */
  @ReplacesData()
  data?: StoredData | null;
}

export class BatchUserDto extends PutUserDto {
  @IsExternalId()
  externalId!: string;
}

@ApiExtraModels(BatchUserDto)
export class PutUsersDto {
  @IsBatchOf(BatchUserDto)
  users!: object[];
}

const SHORTEST_TTL = 60;

export class UserTokenDto {
  /** Seconds until the session ends; 3600 if absent. A refresh does not extend it. */
  @OptionalWhole(SHORTEST_TTL, A_YEAR)
  ttl?: number;
}

export class PutChatDto {
  /** External ids of the people in the chat. The first one owns a group. */
  @AreExternalIds()
  participants!: string[];

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsLine(1, 120)
  title?: string;

  /** `direct` if absent for two people without a title, else `group`. */
  @NoneIfEmpty()
  @IsOptional()
  @ApiProperty({ enum: ['direct', 'group'] })
  @IsIn(['direct', 'group'])
  type?: 'direct' | 'group';

  /** What the app stores with the chat. */
  @OptionalData()
  data?: StoredData;
}

export class CreateAppChatDto extends PutChatDto {
  /** An id chosen by the app, which makes a retry safe. */
  @OptionalId()
  id?: string;
}

/** Fields that are absent stay as they are. */
export class ChangeAppChatDto {
  /** Only of a group or a thread. Null: it is made from the names of the participants. */
  @NullIfEmpty()
  @IsOptional()
  @IsLine(1, 120)
  @ApiProperty({ type: String, nullable: true })
  title?: string | null;

  /** Replaces what the app stores with the chat; null removes it. */
  @ReplacesData()
  data?: StoredData | null;
}

export class AddAppParticipantsDto {
  /** External ids of up to 100 people. */
  @IsExternalId({ each: true, most: MOST_IN_BATCH })
  @ArrayMaxSize(MOST_IN_BATCH)
  @ArrayMinSize(1)
  @IsArray()
  @ListOfOne()
  participants!: string[];
}

export class AppMessageDto extends SendMessageDto {
  /** The external id of the sender. Absent: the app itself, as a message of kind `system`, which may have only a text. */
  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsExternalId()
  as?: string;
}

@ApiExtraModels(AppMessageDto)
export class AppMessagesDto {
  /** Each needs an `id`: without it a repeated batch would send its messages twice. */
  @IsBatchOf(AppMessageDto)
  messages!: object[];
}

/** The query of a page of messages. Unlike the documented call of people, it refuses unknown keys. */
export class AppHistoryDto extends HistoryDto {}

export class CreateKeyDto {
  @IsLine(1, 80)
  name!: string;

  @ApiProperty({ enum: SCOPES, isArray: true })
  @ListOfOne()
  @IsArray()
  @ArrayMinSize(1)
  @ArrayMaxSize(SCOPES.length)
  @IsIn(SCOPES, { each: true })
  scopes!: Scope[];

  /** Absent: it does not expire. */
  @NoneIfEmpty()
  @IsOptional()
  @IsTime()
  expiresAt?: string;
}

export class RotateKeyDto {
  /** Seconds for which the secret before is accepted; a day if absent, at most 30 days. */
  @OptionalWhole(0, 30 * 24 * 60 * 60)
  keepFor?: number;
}
