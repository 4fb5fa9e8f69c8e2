import { plainToInstance } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsEmail,
  IsIn,
  IsNumber,
  IsOptional,
  Max,
  Min,
} from 'class-validator';

import { BracketValue, readJson, readJsonList, ReadSent } from '../rules/form-texts.js';
import { IsLine } from '../rules/text-rules.js';
import { IsId, isNone, IsTime, NoneIfEmpty } from '../rules/validation.js';

export class LocationDto {
  @IsIn(['location'])
  kind!: 'location';

  @BracketValue()
  @IsNumber()
  @Min(-90)
  @Max(90)
  latitude!: number;

  @BracketValue()
  @IsNumber()
  @Min(-180)
  @Max(180)
  longitude!: number;

  @NoneIfEmpty({ text: true })
  @IsOptional()
  @IsLine(1, 200)
  name?: string;
}

export class ContactDto {
  @IsIn(['contact'])
  kind!: 'contact';

  @IsLine(1, 120)
  name!: string;

  @NoneIfEmpty()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsLine(1, 40, { each: true })
  phones?: string[];

  @NoneIfEmpty()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(10)
  @IsLine(1, 254, { each: true })
  @IsEmail({}, { each: true })
  emails?: string[];

  /** The user id of an account on this server. It is passed on and not checked. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  userId?: string;
}

export class PollDto {
  @IsArray()
  @ArrayMinSize(2)
  @ArrayMaxSize(12)
  @ArrayUnique()
  @IsLine(1, 200, { each: true })
  options!: string[];

  /** Each participant may choose several options. */
  @NoneIfEmpty()
  @IsOptional()
  @BracketValue()
  @IsBoolean()
  multiple?: boolean;

  /** Nobody sees who chose which option. */
  @NoneIfEmpty()
  @IsOptional()
  @BracketValue()
  @IsBoolean()
  anonymous?: boolean;

  @NoneIfEmpty()
  @IsOptional()
  @IsTime()
  closesAt?: string;
}

/** An attachment that is neither a location nor a contact. It is refused. */
class UnknownDto {
  @IsIn(['location', 'contact'])
  kind!: unknown;
}

/** Reads each entry as the class of its `kind`. An empty list counts as not given. */
export function ReadAttachments(): PropertyDecorator {
  return ReadSent((sent) => {
    const list = readJsonList(sent);
    if (!Array.isArray(list)) return isNone(list) ? undefined : list;
    return list.length === 0 ? undefined : list.map(readOne);
  });
}

/** Reads an object, or the JSON text of one. */
export function ReadPoll(): PropertyDecorator {
  return ReadSent((sent) => {
    const poll = readJson(sent);
    if (isNone(poll)) return undefined;
    return isPlain(poll) ? plainToInstance(PollDto, poll) : poll;
  });
}

function readOne(value: unknown): object {
  const kind = isPlain(value) ? value.kind : undefined;
  if (kind === 'location') return plainToInstance(LocationDto, value);
  if (kind === 'contact') return plainToInstance(ContactDto, value);
  return plainToInstance(UnknownDto, { kind });
}

const isPlain = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);
