import { Transform } from 'class-transformer';

import { isTreacherous } from './validation.js';

/** A form may send a list, or each of its entries, as JSON text. What is no such text stays what it is, and is checked as that. */
export function JsonListText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => readJsonList(value));
}

/** A form sends one entry of a list as a plain text. */
export function ListOfOne(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' && value !== '' ? [value] : value));
}

/** Objects and lists that a form wrote with brackets. Unlike JSON, they have numbers and yes and no as text. */
const inBrackets = new WeakSet<object>();

export function writtenInBrackets<T extends object>(value: T): T {
  inBrackets.add(value);
  return value;
}

/**
 * Reads what was sent itself, and not the copy that class-transformer makes of it, which has lost whether brackets wrote it. What
 * an earlier rule took for none stays none.
 */
export function ReadSent(read: (sent: unknown) => unknown): PropertyDecorator {
  return Transform(({ value, obj, key }: { value: unknown; obj: Record<string, unknown>; key: string }) =>
    value === undefined ? undefined : read(obj[key]),
  );
}

/** A number, or yes or no, of an object that a form wrote with brackets. In JSON a text is no number. */
export function BracketValue(): PropertyDecorator {
  return Transform(({ value, obj }: { value: unknown; obj: object }) => (inBrackets.has(obj) ? valueOf(value) : value));
}

/** The same for the entries of a list. */
export function bracketValues(list: unknown[]): unknown[] {
  return inBrackets.has(list) ? list.map(valueOf) : list;
}

function valueOf(text: unknown): unknown {
  if (text === 'true' || text === 'false') return text === 'true';
  return typeof text === 'string' && /^-?\d{1,16}(\.\d{1,20})?$/.test(text) ? Number(text) : text;
}

/** A form or a query sends yes and no as text. */
export function YesNoText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
}

export function readJsonList(value: unknown): unknown {
  if (!Array.isArray(value)) return readJson(value);
  return value.flatMap((one: unknown) => (typeof one === 'string' ? readJson(one) : [one]));
}

/** Text that holds what no call takes stays text. */
export function readJson(value: unknown): unknown {
  if (typeof value !== 'string' || !/^\s*[{[]/.test(value)) return value;
  try {
    const parsed: unknown = JSON.parse(value);
    return isTreacherous(parsed) ? value : parsed;
  } catch {
    return value;
  }
}
