import { Transform } from 'class-transformer';

import { isTreacherous } from './validation.js';

/** A form sends lists and objects as JSON text. What is no such text stays what it is, and is checked as that. */
export function JsonText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => readJson(value));
}

/** A form sends one entry of a list as a plain text. */
export function ListOfOne(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (typeof value === 'string' && value !== '' ? [value] : value));
}

/** A form or a query sends yes and no as text. */
export function YesNoText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) => (value === 'true' ? true : value === 'false' ? false : value));
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
