import { ApiProperty } from '@nestjs/swagger';
import { ArrayMaxSize, ArrayMinSize, IsArray, IsBoolean, IsOptional, IsString, MaxLength } from 'class-validator';

import { ListOfOne, YesNoText } from './form-texts.js';
import { compose, IsId, IsWhole, NoneIfEmpty } from './validation.js';

// Rules of fields that many calls have. The order is that of stacked decorators, from the bottom up: values are read by the last one first.

/** A whole number that may be missing. */
export const OptionalWhole = (min: number, max: number): PropertyDecorator =>
  compose(IsWhole(min, max), IsOptional(), NoneIfEmpty());

/** A UUID that may be missing. */
export const OptionalId = (): PropertyDecorator => compose(IsId(), IsOptional(), NoneIfEmpty());

/** A boolean, or `true` or `false` as text, that may be missing. */
export const OptionalYesNo = (): PropertyDecorator => compose(IsBoolean(), YesNoText(), IsOptional(), NoneIfEmpty());

const LONGEST_CURSOR = 200;

/** The cursor of a list, as `meta.next` gave it; none for the first page. */
export const OptionalCursor = (): PropertyDecorator =>
  compose(
    ApiProperty({ maxLength: LONGEST_CURSOR }),
    MaxLength(LONGEST_CURSOR),
    IsString(),
    IsOptional(),
    NoneIfEmpty({ text: true }),
  );

const MOST_PEOPLE = 500;

/** Ids of one to 500 users; a form may send one as a single text. */
export const AreUserIds = (): PropertyDecorator =>
  compose(
    ApiProperty({ minItems: 1, maxItems: MOST_PEOPLE }),
    IsId({ each: true }),
    ArrayMaxSize(MOST_PEOPLE),
    ArrayMinSize(1),
    IsArray(),
    ListOfOne(),
  );
