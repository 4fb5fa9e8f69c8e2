import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import { IsOptional, IsUrl, ValidateBy, ValidateIf } from 'class-validator';

import { IsLine, NoneIfBlank } from '../rules/text-rules.js';
import { IsId, isNone, isTreacherous, NoneIfEmpty } from '../rules/validation.js';

/** One medium of a message: a URL, or an earlier upload. */
export class MediaItemDto {
  /** http or https. The server stores it and passes it on, and never fetches it. Required without `id`. */
  // `{"id": null}` names no upload either. Without an id the item is a URL and is checked as one.
  @ValidateIf((item: MediaItemDto) => !item.id)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  @IsLine(1, 2048)
  url?: string;

  /** The id of an earlier upload of the caller. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
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
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
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
  return named.length === 0 ? undefined : named.flatMap(readOne);
}

function readOne(value: unknown): unknown[] {
  if (typeof value !== 'string') return [item(value)];
  const text = value.trim();
  if (!/^[{["]/.test(text)) return [item(text)];
  try {
    const parsed: unknown = JSON.parse(text);
    if (isTreacherous(parsed)) return [item(null)];
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
