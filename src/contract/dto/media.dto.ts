import { ApiHideProperty, ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayMinSize,
  ArrayUnique,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Matches,
  Max,
  Min,
} from 'class-validator';

import { OptionalId } from '../rules/field-rules.js';
import { ListOfOne } from '../rules/form-texts.js';
import { IsLine, NoneIfBlank } from '../rules/text-rules.js';
import { IsWhole, NoneIfEmpty } from '../rules/validation.js';

export class MediaSizeDto {
  /** `thumb` fits into 320 × 320 pixels and `preview` into 1,280 × 1,280; of a video they are its poster. */
  @IsOptional()
  @IsIn(['thumb', 'preview', 'original'])
  size: 'thumb' | 'preview' | 'original' = 'original';

  /** The media token, which the guard has checked. */
  @ApiHideProperty()
  @IsOptional()
  @IsString()
  t?: string;
}

export class AvatarDto {
  /** The id of an earlier upload of the caller, instead of a file. */
  @OptionalId()
  media?: string;
}

/** A file that the client will send to the media storage itself. */
export class DirectUploadDto {
  @NoneIfBlank()
  @IsOptional()
  @IsLine(1, 1_000)
  fileName?: string;

  @NoneIfEmpty()
  @IsOptional()
  @IsLine(3, 127)
  mimeType?: string;

  /** Bytes of the file. It counts for the limits of the caller from now on. */
  @IsWhole(1, Number.MAX_SAFE_INTEGER)
  size!: number;

  /** The id that the media will have, chosen by the client. It makes a retry safe. */
  @OptionalId()
  id?: string;
}

/** Parts of one upload, at most. Their ETags must fit into the body of one call. */
export const PARTS_MAX = 1_000;
/** Addresses of parts in one answer, at most. */
const ADDRESSES_MAX = 100;

export class DirectPartsDto {
  /** Numbers of parts, from 1. */
  @ApiProperty({
    type: 'array',
    items: { type: 'integer', minimum: 1, maximum: PARTS_MAX },
    minItems: 1,
    maxItems: ADDRESSES_MAX,
  })
  @IsInt({ each: true })
  @Min(1, { each: true })
  @Max(PARTS_MAX, { each: true })
  @ArrayUnique()
  @ArrayMaxSize(ADDRESSES_MAX)
  @ArrayMinSize(1)
  @IsArray()
  @WholesOfTexts()
  @ListOfOne()
  parts!: number[];
}

/** Reads the entries of a list that are digits as numbers, because forms send texts. */
function WholesOfTexts(): PropertyDecorator {
  const read = (one: unknown): unknown => (typeof one === 'string' && /^\d{1,4}$/.test(one) ? Number(one) : one);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(read) : value));
}

export class CompleteDirectUploadDto {
  /** The `ETag` of the answer to each part, in the order of the parts. */
  @ApiProperty({ type: 'array', items: { type: 'string', maxLength: 102 }, minItems: 1, maxItems: PARTS_MAX })
  @Matches(/^"?[\x21\x23-\x7e]{1,100}"?$/, { each: true })
  @ArrayMaxSize(PARTS_MAX)
  @ArrayMinSize(1)
  @IsArray()
  @ListOfOne()
  etags!: string[];

  /** The hash of the file in 64 hexadecimal digits. If it is given, the bytes must have it. */
  @NoneIfEmpty()
  @IsOptional()
  @Matches(/^[\da-f]{64}$/i)
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? value.toLowerCase() : value))
  sha256?: string;
}
