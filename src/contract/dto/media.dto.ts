import { ApiProperty, getSchemaPath } from '@nestjs/swagger';
import { plainToInstance, Transform } from 'class-transformer';
import { IsOptional, IsUrl, ValidateBy, ValidateIf } from 'class-validator';

import { IsLine, NoneIfBlank } from '../rules/text-rules.js';
import { IsId, isNone, isTreacherous, NoneIfEmpty } from '../rules/validation.js';

/** One thing to send beside a message: an address to hand on, or an earlier upload. */
export class MediaItemDto {
  /** http or https; stored and handed on, never fetched by the server. Required where no `id` is given. */
  // `{"id": null}` names no upload either: what has no id is sent as an address, and checked as one.
  @ValidateIf((item: MediaItemDto) => !item.id)
  @IsUrl({ protocols: ['http', 'https'], require_protocol: true, require_tld: false, disallow_auth: true })
  @IsLine(1, 2048)
  url?: string;

  /** Of an earlier upload of one's own. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  id?: string;

  /** As the URL or the upload has it where this is absent, or has nothing to see in it. */
  @NoneIfBlank()
  @IsOptional()
  @IsLine(1, 255)
  name?: string;

  @NoneIfEmpty()
  @IsOptional()
  @IsLine(3, 127)
  mimeType?: string;
}

/** One medium as clients write it, for the documents. */
const ONE_MEDIUM = [
  { type: 'string', description: 'a URL' },
  { $ref: getSchemaPath(MediaItemDto) },
  { type: 'string', format: 'binary', description: 'a file, as part of a form' },
];

/** `media` of a message, in each form in which clients write it; it arrives as a list of items, of 20 at most. */
export function MediaItems(): PropertyDecorator {
  const list = { type: 'array', items: { anyOf: ONE_MEDIUM }, minItems: 1, maxItems: 20 };
  const rules = [
    ApiProperty({ type: Object, isArray: false, anyOf: [...ONE_MEDIUM, list] }),
    Transform(({ value }: { value: unknown }) => readMediaItems(value)),
  ];
  return (target, key) => rules.forEach((decorate) => decorate(target, key));
}

/** What goes with an uploaded file, as fields of its form. */
export class UploadDto {
  /** Chosen by the client, so that a retry is safe. */
  @NoneIfEmpty()
  @IsOptional()
  @IsId()
  id?: string;

  /** The file is read before the fields are: what is still here is no file. */
  @NotAText()
  media?: undefined;

  /** Another name of `media`. */
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
 * Brings all forms of `media` (a URL, an object, a list, any of them as JSON text in a form) into one list of objects.
 * An empty list and an empty field of a form name no media.
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

/** What is neither text nor object becomes an item with nothing in it, which the rules above refuse. */
function item(value: unknown): MediaItemDto {
  if (typeof value === 'string') return plainToInstance(MediaItemDto, { url: value });
  const isObject = typeof value === 'object' && value !== null && !Array.isArray(value);
  return plainToInstance(MediaItemDto, isObject ? value : {});
}
