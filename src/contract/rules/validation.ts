import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { buildMessage, IsInt, IsUUID, Max, Min, ValidateBy } from 'class-validator';

import { readMoment } from './moment.js';
import { isBlank } from './typed-text.js';

/** Largest number a page or seq may have: PostgreSQL's `integer`. */
export const MAX_INT = 2_147_483_647;
/** Nothing a call takes is nested so deeply; what reads it level by level would run out of stack. */
const DEEPEST = 32;
/** JSON may have them as plain keys; class-transformer takes the first for the value's class. */
const MISLEADING = ['constructor', '__proto__'];
const NUL = '\u0000';
const VISIBLE = ', at least one of them visible';

/** Why a text may not be stored, or null. Lengths are counted in code points, as people count characters. */
export function textProblem(value: unknown, min: number, max: number): string | null {
  if (typeof value !== 'string') return 'must be a string';
  if (!value.isWellFormed() || value.includes(NUL)) return 'must be well-formed Unicode without NUL';
  // not counted where it cannot matter: most texts are short, and all are checked
  const length = min > 1 || value.length > max ? [...value.slice(0, max * 2 + 1)].length : value.length;
  if (length < min) return min === 1 ? 'must not be empty' : `must be at least ${min} characters long`;
  return length > max ? `must be at most ${max} characters long` : null;
}

/** Whether a value is nested deeper than anything we take, or has a key that would mislead what turns it into a DTO. */
export function isTreacherous(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (levels === 0 || MISLEADING.some((key) => Object.hasOwn(value, key))) return true;
  return Object.values(value).some((inner) => isTreacherous(inner, levels - 1));
}

interface TextOptions {
  /** A list of them. */
  each?: boolean;
  /** The keys beside any of which the text may be empty, or missing, after all. */
  emptyBeside?: string[];
  /** Not of blanks and invisible characters alone. */
  visible?: boolean;
}

/** A string of `min` to `max` code points, well-formed and without NUL. */
export function IsText(min: number, max: number, options: TextOptions = {}): PropertyDecorator {
  const { each = false, emptyBeside, visible = false } = options;
  const lengths = { minLength: emptyBeside === undefined ? min : 0, maxLength: max };
  const isFine = (value: unknown, beside: object) =>
    (textProblem(value, min, max) === null && !(visible && isBlank(value as string))) ||
    ((value ?? '') === '' && emptyBeside?.some((key) => has(beside, key)) === true);
  return compose(
    ApiProperty(each ? { items: { type: 'string', ...lengths } } : lengths),
    ValidateBy(
      {
        name: 'isText',
        validator: {
          validate: (value: unknown, args) => isFine(value, args?.object ?? {}),
          defaultMessage: buildMessage(
            (prefix) => `${prefix}$property must be a text of ${min} to ${max} characters${visible ? VISIBLE : ''}`,
            { each },
          ),
        },
      },
      { each },
    ),
  );
}

/** Not given together with any of these. */
export function NotBeside(...others: string[]): PropertyDecorator {
  return ValidateBy({
    name: 'notBeside',
    validator: {
      validate: (_, args) => !others.some((other) => has(args?.object ?? {}, other)),
      defaultMessage: () => `$property goes without ${others.join(' and ')}`,
    },
  });
}

const has = (object: object, key: string): boolean => (object as Record<string, unknown>)[key] !== undefined;

/** A moment as `readMoment` takes it; in UTC with milliseconds from here on. */
export function IsTime(): PropertyDecorator {
  return compose(
    ApiProperty({ format: 'date-time' }),
    Transform(({ value }: { value: unknown }) => readMoment(value) ?? value),
    ValidateBy({
      name: 'isTime',
      validator: {
        validate: (value: unknown) => readMoment(value) !== null,
        defaultMessage: () =>
          '$property must be a date and time of the calendar with its offset, like 2026-11-23T12:00:00.000Z or 2026-11-23T14:00:00+02:00',
      },
    }),
  );
}

/** An id in any letter case; lower case from here on. `each` for a list of them. */
export function IsId(options: { each?: boolean } = {}): PropertyDecorator {
  return compose(
    ApiProperty(options.each ? { items: { type: 'string', format: 'uuid' } } : { format: 'uuid' }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowerCase) : lowerCase(value))),
    IsUUID('all', { each: options.each ?? false }),
  );
}

/**
 * Null and the empty string mean "none": forms cannot send anything else. So do the words `null` and `undefined`, which are
 * what browsers make of these values in a form, unless the field is a `text` that may say so.
 */
export function NoneIfEmpty({ text = false } = {}): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === '' || (text ? value === null : isNone(value)) ? undefined : value,
  );
}

/** What a form sends for a field that has no value. */
export const isNone = (value: unknown): boolean =>
  value === null || value === '' || value === 'null' || value === 'undefined';

/** A whole number, as JSON or as the digits of a query or form; nothing else is taken for one. */
export function IsWhole(min: number, max: number): PropertyDecorator {
  return compose(
    ApiProperty({ type: 'integer', minimum: min, maximum: max }),
    Transform(({ value }: { value: unknown }) =>
      typeof value === 'string' && /^\d{1,10}$/.test(value) ? Number(value) : value,
    ),
    IsInt(),
    Min(min),
    Max(max),
  );
}

const lowerCase = (value: unknown): unknown => (typeof value === 'string' ? value.toLowerCase() : value);

export function compose(...decorators: PropertyDecorator[]): PropertyDecorator {
  return (target, key) => decorators.forEach((decorate) => decorate(target, key));
}
