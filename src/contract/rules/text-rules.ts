import { Transform } from 'class-transformer';

import { isBlank, oneLine, trimmed, withoutBidiControls } from './typed-text.js';
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

/** The form in which an e-mail is stored. Letter case and Unicode form do not count, so one address has one account. */
export function storedEmail(email: string): string {
  return trimmed(email).normalize('NFC').toLowerCase().normalize('NFC');
}

/** The form in which a password is hashed (RFC 8265, OpaqueString), because macOS and Windows encode the same characters differently. */
export function storedPassword(password: string): string {
  return password.replace(/\p{Zs}/gu, ' ').normalize('NFC');
}

/**
 * A password in the form that is hashed now, and then in the forms that older versions hashed: as typed, composed and decomposed. For most
 * passwords these are the same.
 */
export function passwordForms(password: string): string[] {
  return [...new Set([storedPassword(password), password, password.normalize('NFC'), password.normalize('NFD')])];
}
