import { Transform } from 'class-transformer';

import { isBlank, oneLine, withoutBidiControls } from './typed-text.js';
import { compose, IsText } from './validation.js';

/**
 * A text of one line that others see, such as a name, a title or an option. It is made one line, and refused when it is blank. `each`: a
 * list of such texts.
 */
export function IsLine(min: number, max: number, { each = false } = {}): PropertyDecorator {
  return compose(Reads(oneLine), IsText(min, max, { each, visible: true }));
}

/** A text of several lines that others see. Only characters that change the direction of the text around it are removed. */
export function IsParagraphs(max: number): PropertyDecorator {
  return compose(Reads(withoutBidiControls), IsText(1, max, { visible: true }));
}

/** A blank text counts as not given, as null does. */
export function NoneIfBlank(): PropertyDecorator {
  const isNone = (value: unknown): boolean => value === null || (typeof value === 'string' && isBlank(value));
  return Transform(({ value }: { value: unknown }) => (isNone(value) ? undefined : value));
}

/** A message that is blank becomes the empty text. Any other stays as sent. */
export function EmptyIfBlank(): PropertyDecorator {
  return Reads((text) => (isBlank(text) ? '' : text));
}

/** A value that is not a text stays as it is, and validation refuses it. */
function Reads(read: (text: string) => string): PropertyDecorator {
  const readOne = (value: unknown): unknown => (typeof value === 'string' ? read(value) : value);
  return Transform(({ value }: { value: unknown }) => (Array.isArray(value) ? value.map(readOne) : readOne(value)));
}
