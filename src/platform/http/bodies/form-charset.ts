import { AppError } from '../../errors/app-error.js';

/** Browsers put the charset of a form into a field of this name. */
const CHARSET_FIELD = '_charset_';
const UTF8 = /^(utf-?8|(us-)?ascii)$/i;

/**
 * The fields of a form without the one that names its charset.
 * @param declared the charset of the Content-Type, if any
 * @throws AppError request.malformed when another charset than UTF-8 is declared and the fields are not all ASCII
 */
export function inUtf8<Value>(fields: [string, Value][], declared?: string): [string, Value][] {
  const charsets = [declared, ...fields.flatMap(([name, value]) => (name === CHARSET_FIELD ? [value] : []))];
  const others = charsets.filter((charset) => typeof charset === 'string' && charset !== '' && !UTF8.test(charset));
  const rest = fields.filter(([name]) => name !== CHARSET_FIELD);
  // All charsets agree on ASCII, and some clients declare Latin-1 whatever they send.
  if (others.length > 0 && rest.some((field) => field.some(isBeyondAscii))) throw notUtf8('');
  return rest;
}

/** The charset of a Content-Type. */
export const charsetOf = (contentType = ''): string | undefined => /;\s*charset="?([^\s";]+)/i.exec(contentType)?.[1];

export function notUtf8(field: string): AppError {
  const details = [{ field, rule: 'isUtf8', message: 'forms must be in UTF-8, the names of fields and files too' }];
  return new AppError('request.malformed', { details });
}

const isBeyondAscii = (value: unknown): boolean => typeof value === 'string' && /[^\u0000-\u007f]/.test(value);
