import { Transform } from 'class-transformer';

import { isUnsafeJson } from './validation.js';

/** Reads a list, or its entries, from JSON text, as forms send it. Any other value stays as it is. */
export function JsonListText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => readJsonList(value));
}

/** Reads a single text as a list with one entry, as forms send it. */
export function ListOfOne(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' && value !== '' ? [value] : value));
}

/** Objects and lists that a form wrote with brackets. Unlike in JSON, their numbers and booleans are texts. */
const inBrackets = new WeakSet<object>();

export function writtenInBrackets<T extends object>(value: T): T {
  inBrackets.add(value);
  return value;
}

/**
 * Reads the value that was sent, and not the copy that class-transformer makes, which does not tell whether a form wrote it with brackets.
 * A value that an earlier rule has made `undefined` stays so.
 */
export function ReadSent(read: (sent: unknown) => unknown): PropertyDecorator {
  return Transform(({ value, obj, key }: { value: unknown; obj: Record<string, unknown>; key: string }) =>
    value === undefined ? undefined : read(obj[key]),
  );
}

/** Reads a number or a boolean from text, in an object that a form wrote with brackets. In JSON a text stays a text. */
export function BracketValue(): PropertyDecorator {
  return Transform(({ value, obj }: { value: unknown; obj: object }) => (inBrackets.has(obj) ? valueOf(value) : value));
}

/** Reads the entries of a list that a form wrote with brackets as numbers or booleans. */
export function bracketValues(list: unknown[]): unknown[] {
  return inBrackets.has(list) ? list.map(valueOf) : list;
}

function valueOf(text: unknown): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return typeof text === 'string' && /^-?\d{1,16}(\.\d{1,20})?$/.test(text) ? Number(text) : text;
}

/** Reads the texts `true` and `false` of a form or a query as booleans. */
export function YesNoText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
}

export function readJsonList(value: unknown): unknown {
  if (!Array.isArray(value)) return readJson(value);
  return value.flatMap((one: unknown) => (typeof one === 'string' ? readJson(one) : [one]));
}

/** Parses a text that is a JSON object or list. A text that is too deep or not safe stays a text. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return isUnsafeJson(parsed) ? value : parsed;
  } catch {
    return value;
  }
}
