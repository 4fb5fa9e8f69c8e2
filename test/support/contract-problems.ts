import { ERRORS } from '../../src/contract/errors.js';
import type { Answer } from './person.js';

const KEYS = 'code details message params retryAfter status';

/** How a failure breaks the contract; null if it does not. */
function envelopeProblem(body: object): string | null {
  const { status, code, message, details } = body as Partial<Answer['body']>;
  if (Object.keys(body).sort().join(' ') !== KEYS) return `has the keys ${Object.keys(body).join(' ')}`;
  if (status !== 'error' || !Array.isArray(details)) return 'is no envelope of a failure';
  if (code === undefined || !Object.hasOwn(ERRORS, code)) return `has the unknown code ${code ?? ''}`;
  if (code === 'internal') return 'is a failure of ours';
  return message === ERRORS[code].message ? null : `says something else than its code: ${message ?? ''}`;
}

/** How an answer breaks the contract, whatever the request was; null if it does not. */
export function problemOf({ status, headers, body }: Answer): string | null {
  if (status >= 500) return `is a ${status}`;
  if (!headers.has('x-request-id')) return 'has no X-Request-Id';
  if (status < 400) return null;
  if (body.code !== undefined && ERRORS[body.code].status !== status) return `has ${body.code} with ${status}`;
  return envelopeProblem(body);
}

/** The same for the ack of a socket event. */
export function problemOfAck(ack: object): string | null {
  return (ack as { status?: unknown }).status === 'success' ? null : envelopeProblem(ack);
}

/** An input of any size in one line, for the message of a failed test. */
export function inShort(value: unknown): string {
  const text = value === undefined ? 'nothing' : JSON.stringify(value);
  return text.length > 80 ? `${text.slice(0, 60)}… (${text.length})` : text;
}
