import { ApiProperty } from '@nestjs/swagger';
import { isInt, IsOptional, IsString, isUUID, MaxLength, ValidateBy } from 'class-validator';

import { bracketValues, readJson, ReadSent } from '../rules/form-texts.js';
import { MAX_INT, NoneIfEmpty } from '../rules/validation.js';
import { MarkDto } from './chat.dto.js';
import { SendMessageDto } from './message.dto.js';

/** Maximum number of chats in one call. */
const CHATS_AT_ONCE = 200;

/**
 * What a client has of a chat: the last `seq` and `rev`, the version of the caller's private state, and a sum that increases with the
 * marks and profiles of the participants shown.
 */
export type Standing = [seq: number, rev: number, mine: number, people: number];

const FOUR_NUMBERS = { type: 'array', items: { type: 'integer', minimum: 0 }, minItems: 4, maxItems: 4 } as const;

export class SyncDto {
  /** What the client has, by chat id. Without it, the digest of all chats is answered. */
  @NoneIfEmpty()
  @IsOptional()
  @IsStandings()
  chats?: Record<string, Standing>;
}

/** An object of up to 200 chat ids in any letter case, each with four whole numbers. Makes the ids lower case. */
function IsStandings(): PropertyDecorator {
  const description = `chat id → [seq, rev, mine, people], of up to ${CHATS_AT_ONCE} chats`;
  const documented = ApiProperty({ type: 'object', description, additionalProperties: FOUR_NUMBERS });
  const checked = ValidateBy({
    name: 'isStandings',
    validator: {
      validate: areStandings,
      defaultMessage: () => `$property must have up to ${CHATS_AT_ONCE} chat ids, each with [seq, rev, mine, people]`,
    },
  });
  const lowered = ReadSent((sent) => lowerKeys(readJson(sent)));
  return (target, key) => [documented, checked, lowered].forEach((decorate) => decorate(target, key));
}

function areStandings(value: unknown): boolean {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return entries.length <= CHATS_AT_ONCE && entries.every(([id, standing]) => isUUID(id) && isStanding(standing));
}

function isStanding(value: unknown): value is Standing {
  return Array.isArray(value) && value.length === 4 && value.every((number, place) => isWhole(number, MOST[place]));
}

/** `people` is a sum, so it may be larger than PostgreSQL's `integer`. */
const MOST = [MAX_INT, MAX_INT, MAX_INT, Number.MAX_SAFE_INTEGER];

const isWhole = (value: unknown, most = 0): boolean =>
  isInt(value) && (value as number) >= 0 && (value as number) <= most;

function lowerKeys(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, held]: [string, unknown]) => [
      key.toLowerCase(),
      Array.isArray(held) ? bracketValues(held) : held,
    ]),
  );
}

/** The id is not checked to be a UUID: any other text is answered as `chat.not_found`. */
export class ChatEventDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}

export class SendEventDto extends SendMessageDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}

export class MarkEventDto extends MarkDto {
  @IsString()
  @MaxLength(100)
  chatId!: string;
}
