import { ApiProperty } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { buildMessage, IsInt, IsUUID, Max, Min, ValidateBy } from 'class-validator';

import { readMoment } from './moment.js';
import { isBlank } from './typed-text.js';

/** The maximum of PostgreSQL's `integer`, for pages and `seq`. */
export const MAX_INT = 2_147_483_647;
/** Maximum depth of a body. No call needs it, and reading deeper bodies recursively would overflow the stack. */
const DEEPEST = 32;
/** Keys that JSON may have but that are not safe: class-transformer takes `constructor` for the class of the value. */
const MISLEADING = ['constructor', '__proto__'];
const NUL = '\u0000';
const VISIBLE = ', at least one of them visible';

/** Why a text is refused; null when it is fine. Lengths are in code points. */
export function textProblem(value: unknown, min: number, max: number): string | null {
  if (typeof value !== 'string') return 'must be a string';
  if (!value.isWellFormed() || value.includes(NUL)) return 'must be well-formed Unicode without NUL';
  // Code points are counted only when that can matter, because most texts are short and all are checked.
  const length = min > 1 || value.length > max ? [...value.slice(0, max * 2 + 1)].length : value.length;
  if (length < min) return min === 1 ? 'must not be empty' : `must be at least ${min} characters long`;
  return length > max ? `must be at most ${max} characters long` : null;
}

/** Whether a value is nested too deeply, or has a key that is not safe when it is turned into a DTO. */
export function isUnsafeJson(value: unknown, levels = DEEPEST): boolean {
  if (typeof value !== 'object' || value === null || ArrayBuffer.isView(value)) return false;
  if (levels === 0 || MISLEADING.some((key) => Object.hasOwn(value, key))) return true;
  return Object.values(value).some((inner) => isUnsafeJson(inner, levels - 1));
}

interface TextOptions {
  /** The value is a list of texts. */
  each?: boolean;
  /** Keys of the object: when one of them is given, the text may be empty or missing. */
  emptyBeside?: string[];
  /** The text must not be blank. */
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

/** The field must not be given together with any of these fields. */
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

/** A date and time as `readMoment` reads it. The value becomes UTC with milliseconds. */
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

/** A UUID in any letter case. The value becomes lower case. `each`: a list of UUIDs. */
export function IsId(options: { each?: boolean } = {}): PropertyDecorator {
  return compose(
    ApiProperty(options.each ? { items: { type: 'string', format: 'uuid' } } : { format: 'uuid' }),
    Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(lowerCase) : lowerCase(value))),
    IsUUID('all', { each: options.each ?? false }),
  );
}

/**
 * Reads null and the empty string as not given, because forms cannot send anything else. The words `null` and `undefined` count too, because
 * browsers write these values so in a form, unless the field is a `text` that may have these words.
 */
export function NoneIfEmpty({ text = false } = {}): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    value === '' || (text ? value === null : isNone(value)) ? undefined : value,
  );
}

/** Whether a value is what forms send for a field without a value. */
export const isNone = (value: unknown): boolean =>
  value === null || value === '' || value === 'null' || value === 'undefined';

/** A whole number: a number of JSON, or digits in a query or form. Anything else is refused. */
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
