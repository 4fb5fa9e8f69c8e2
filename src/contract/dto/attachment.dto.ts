import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
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
  IsUrl,
  Max,
  Min,
  ValidateBy,
  ValidateIf,
} from 'class-validator';

import { OptionalId } from '../rules/field-rules.js';
import { BracketValue, readJson, readJsonList, ReadSent } from '../rules/form-texts.js';
import { IsLine, NoneIfBlank } from '../rules/text-rules.js';
import { isNone, IsTime, isUnsafeJson, NoneIfEmpty } from '../rules/validation.js';

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
  @OptionalId()
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

/** One medium of a message: a URL, or an earlier upload. */
export class MediaItemDto {
  /** http or https. The server stores it and passes it on, and never fetches it. Required without `id`. */
  // `{"id": null}` names no upload either. Without an id the item is a URL and is checked as one.
  @ValidateIf((item: MediaItemDto) => !item.id)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  @IsLine(1, 2048)
  url?: string;

  /** The id of an earlier upload of the caller. */
  @OptionalId()
  id?: string;

  /** By default, and when it is blank, the name in the URL or of the upload. */
  @NoneIfBlank()
  @IsOptional()
  @IsLine(1, 255)
  name?: string;

  @NoneIfEmpty()
  @IsOptional()
  @IsLine(3, 127)
  mimeType?: string;
}

/** The forms in which clients may write one medium, for the OpenAPI document. */
const ONE_MEDIUM = [
  { type: 'string', description: 'a URL' },
  { $ref: getSchemaPath(MediaItemDto) },
  { type: 'string', format: 'binary', description: 'a file, as part of a form' },
];

/** Reads `media` of a message, in any of its forms, as a list of at most 20 items. */
export function MediaItems(): PropertyDecorator {
  const list = { type: 'array', items: { anyOf: ONE_MEDIUM }, minItems: 1, maxItems: 20 };
  const rules = [
    ApiProperty({ type: Object, isArray: false, anyOf: [...ONE_MEDIUM, list] }),
    Transform(({ value }: { value: unknown }) => readMediaItems(value)),
  ];
  return (target, key) => rules.forEach((decorate) => decorate(target, key));
}

/** The fields of the form of an upload, beside its file. */
export class UploadDto {
  /** An id chosen by the client, which makes a retry safe. */
  @OptionalId()
  id?: string;

  /** Files are read before the fields, so a field of this name is not a file. */
  @NotAText()
  media?: undefined;

  /** Another name for `media`. */
  @NotAText()
  file?: undefined;
}

function NotAText(): PropertyDecorator {
  const isFile = {
    name: 'isFile',
    validator: { validate: () => false, defaultMessage: () => '$property must be a file, as a part of a form' },
  };
  return (target, key) => [ValidateBy(isFile), IsOptional(), NoneIfEmpty()].forEach((rule) => rule(target, key));
}

/**
 * Turns all forms of `media` (a URL, an object, a list, or JSON text of them in a form) into one list of objects.
 * An empty list and an empty field of a form count as no media.
 */
function readMediaItems(value: unknown): unknown {
  if (isNone(value)) return undefined;
  const named = [value].flat().filter((one) => one !== '');
  return named.length === 0 ? undefined : named.flatMap(readFile);
}

function readFile(value: unknown): unknown[] {
  if (typeof value !== 'string') return [item(value)];
  const text = value.trim();
  if (!/^[{["]/.test(text)) return [item(text)];
  try {
    const parsed: unknown = JSON.parse(text);
    if (isUnsafeJson(parsed)) return [item(null)];
    return Array.isArray(parsed) ? parsed.map(item) : [item(parsed)];
  } catch {
    return [item(text)];
  }
}

/** Anything else than a text or an object becomes an empty item, which validation refuses. */
function item(value: unknown): MediaItemDto {
  if (typeof value === 'string') return plainToInstance(MediaItemDto, { url: value });
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plainToInstance(MediaItemDto, isObject ? value : {});
}
