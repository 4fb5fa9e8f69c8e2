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

/** A form sends a number as text. */
export function NumberText(): PropertyDecorator {
  return Transform(({ value }: { value: unknown }) =>
    typeof value === 'string' && /^-?\d{1,3}(\.\d{1,20})?$/.test(value) ? Number(value) : value,
  );
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
