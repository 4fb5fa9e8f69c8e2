import { Transform } from 'class-transformer';

import { isBlank, oneLine, withoutBidiControls } from './typed-text.js';
import { compose, IsText } from './validation.js';

/**
 * A text of one line that others see (a name, a title, an option): brought into one line, and refused where there is nothing
 * to see. `each` for a list of them.
 */
export function IsLine(min: number, max: number, { each = false } = {}): PropertyDecorator {
  return compose(Reads(oneLine), IsText(min, max, { each, visible: true }));
}

/** A text of several lines that others see beside texts of ours; it stays as sent, but for what turns the text around it. */
export function IsParagraphs(max: number): PropertyDecorator {
  return compose(Reads(withoutBidiControls), IsText(1, max, { visible: true }));
}

/** A text with nothing to see in it is none, as null is. */
export function NoneIfBlank(): PropertyDecorator {
  const isNone = (value: unknown): boolean => value === null || (typeof value === 'string' && isBlank(value));
  return Transform(({ value }: { value: unknown }) => (isNone(value) ? undefined : value));
}

/** A message of nothing but blanks and invisible characters is the empty one. Any other stays as sent. */
export function EmptyIfBlank(): PropertyDecorator {
  return Reads((text) => (isBlank(text) ? '' : text));
}

/** What is no text stays, to be refused. */
function Reads(read: (text: string) => string): PropertyDecorator {
  const readOne = (value: unknown): unknown => (typeof value === 'string' ? read(value) : value);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(readOne) : readOne(value)));
}
