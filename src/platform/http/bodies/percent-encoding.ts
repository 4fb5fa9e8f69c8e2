import { unescape } from 'node:querystring';

import type { FastifyInstance } from 'fastify';

import { AppError } from '../../errors/app-error.js';

/**
 * The fields of an urlencoded text, in their order. `+` is a space.
 * @throws AppError request.malformed when `%` is not followed by two hexadecimal digits, or when the bytes are not UTF-8
 */
export function readFields(text: string): [name: string, value: string][] {
  const pairs = text.split('&').filter((pair) => pair !== '');
  return pairs.map((pair) => {
    const end = pair.indexOf('=');
    const name = decode(end < 0 ? pair : pair.slice(0, end), '');
    return [name, end < 0 ? '' : decode(pair.slice(end + 1), name)];
  });
}

/**
 * Refuses a URL with bad percent-encoding or bytes that are not UTF-8. Without it, the query would keep them or have U+FFFD in their
 * place.
 */
export function checkAddresses(fastify: FastifyInstance): void {
  fastify.addHook('onRequest', ({ raw: { url = '' } }, _reply, done) => {
    if (url.includes('%')) {
      const [path = '', query = ''] = url.split(/\?(.*)/s, 2);
      decode(path, '');
      readFields(query);
    }
    done();
  });
}

/** @param field named in the error */
function decode(text: string, field: string): string {
  try {
    return decodeURIComponent(text.replaceAll('+', ' '));
  } catch (cause) {
    const message =
      'the text must be UTF-8 in percent-encoding: `%` and two hexadecimal digits for each byte, and `%25` for a percent sign';
    throw new AppError('request.malformed', { details: [{ field, rule: 'isPercentEncoded', message }], cause });
  }
}

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

/**
 * Detects JSON in a body with the type of a form. Clients such as `curl -d` send that unless a type is given.
 * @returns true when the text is an empty JSON object or list, which counts as an empty form
 * @throws AppError request.malformed when it is any other JSON, valid or not
 */
export function isEmptyJson(body: string): boolean {
  const text = (/^\s*%/.test(body) ? unescape(body) : body).trim();
  if (/^(\{\s*\}|\[\s*\])$/.test(text)) return true;
  if (/^[{[]/.test(text) && (isJson(text) || !text.includes('='))) throw wrongType(JSON_AS_FORM);
  return false;
}

function isJson(text: string): boolean {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
}

const JSON_AS_FORM =
  'the body is JSON, but its Content-Type says application/x-www-form-urlencoded: send it with Content-Type: application/json';
export const NO_BOUNDARY =
  'multipart/form-data has no boundary here: leave the header to what writes the form; JSON goes with Content-Type: application/json';

/** The error for a body that has another type than its header says. */
export function wrongType(message: string): AppError {
  return new AppError('request.malformed', { details: [{ field: 'Content-Type', rule: 'isType', message }] });
}
