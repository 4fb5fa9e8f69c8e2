import { unescape } from 'node:querystring';

import { AppError } from '../../errors/app-error.js';

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
