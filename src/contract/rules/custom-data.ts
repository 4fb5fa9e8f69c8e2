import { ApiProperty } from '@nestjs/swagger';
import { IsOptional, ValidateBy } from 'class-validator';

import { readJson, ReadSent } from './form-texts.js';
import { compose, isNone, textProblem } from './validation.js';

/** A JSON object that an app stores with a message, a chat or a person. The server stores it and passes it on, and never interprets it. */
export type CustomData = Record<string, unknown>;

/** The same in an entity: TypeORM's types of an update refuse `unknown`. */
export type StoredData = Record<string, ReturnType<typeof JSON.parse>>;

/** Maximum bytes of its JSON in UTF-8. */
const MOST_BYTES = 4096;
/** Maximum depth: the object itself is the first level. */
const DEEPEST = 8;

/** Data that may be missing. Null counts as missing. In a form it is JSON text. */
export const OptionalData = (): PropertyDecorator => IsCustomData(undefined);

/** Data that may be missing. Null, and in a form the empty text, removes the data that is stored. */
export const ReplacesData = (): PropertyDecorator => IsCustomData(null);

/** For views: data, or null for none. */
export const ShowsData = (): PropertyDecorator =>
  ApiProperty({ type: 'object', additionalProperties: true, nullable: true });

/** @param none the value for data that is not given, but not absent */
function IsCustomData(none: null | undefined): PropertyDecorator {
  return compose(
    ApiProperty({ type: 'object', additionalProperties: true, ...(none === null && { nullable: true }) }),
    ValidateBy({
      name: 'isData',
      validator: {
        validate: isCustomData,
        defaultMessage: () =>
          `$property must be a JSON object of at most ${MOST_BYTES} bytes and ${DEEPEST} levels, of well-formed Unicode without NUL`,
      },
    }),
    IsOptional(),
    ReadSent((sent) => {
      const read = readJson(sent);
      return isNone(read) ? none : read;
    }),
  );
}

/** Whether a value that came as JSON can be stored as it is. */
function isCustomData(value: unknown): value is CustomData {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return false;
  return isStorable(value, DEEPEST) && bytesOf(value) <= MOST_BYTES;
}

/** Bytes of a value as JSON. PostgreSQL writes numbers without an exponent, 1e300 with 301 digits, so these count at their full length. */
function bytesOf(value: object): number {
  let zeros = 0;
  const json = JSON.stringify(value, (_, inner: unknown) => {
    if (typeof inner === 'number') zeros += Math.abs(Number(String(inner).split('e')[1] ?? 0));
    return inner;
  });
  return Buffer.byteLength(json) + zeros;
}

/** JSON may have texts that PostgreSQL refuses, and numbers such as 1e999, which are infinite here. */
function isStorable(value: unknown, levels: number): boolean {
  if (typeof value === 'string') return textProblem(value, 0, MOST_BYTES) === null;
  if (typeof value === 'number') return Number.isFinite(value);
  if (typeof value !== 'object') return typeof value === 'boolean';
  if (value === null) return true;
  if (levels === 0) return false;
  return Object.entries(value).every(([key, inner]) => isStorable(key, 0) && isStorable(inner, levels - 1));
}
