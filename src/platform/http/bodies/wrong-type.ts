import { unescape } from 'node:querystring';

import { AppError } from '../../errors/app-error.js';

/**
 * Clients such as `curl -d` send JSON with the type of a form unless they are told otherwise.
 * @returns whether the text is an empty JSON object or list, which says as little as an empty form
 * @throws AppError request.malformed where it is any other JSON, well-formed or not
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

/** The body is of another type than its header says. */
export function wrongType(message: string): AppError {
  return new AppError('request.malformed', { details: [{ field: 'Content-Type', rule: 'isType', message }] });
}
