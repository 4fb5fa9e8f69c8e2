import { isNativeError } from 'node:util/types';

/** What the log keeps of an error: never the statement, its parameters or PostgreSQL's detail, which hold what people wrote. */
export interface ErrorRecord {
  type: string;
  message: string;
  code?: string | number;
  stack?: string;
  cause?: ErrorRecord;
  errors?: ErrorRecord[];
}

const DEEPEST = 3;

export function describeError(thrown: unknown, depth = 0): ErrorRecord {
  if (!isError(thrown)) return { type: typeof thrown, message: typeof thrown === 'string' ? thrown : 'not an Error' };
  const type = thrown.constructor.name;
  const message = safeMessage(thrown);
  const nested = depth < DEEPEST;
  return {
    type,
    message,
    code: codeOf(thrown),
    stack: `${type}: ${message}${framesOf(thrown.stack, thrown.message)}`,
    ...(nested && thrown.cause !== undefined ? { cause: describeError(thrown.cause, depth + 1) } : {}),
    ...(nested && 'errors' in thrown && Array.isArray(thrown.errors)
      ? { errors: thrown.errors.slice(0, 5).map((error) => describeError(error, depth + 1)) }
      : {}),
  };
}

/** Also for errors that Node itself made in another realm, as under Jest. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}

/**
 * PostgreSQL's data exceptions (class 22) and JSON.parse quote the value they refuse, which may be anything a client
 * sent, quotes included: so all from the first quote to the last goes. Other messages quote names, and stay.
 */
export function safeMessage(error: Error): string {
  const quotesInput = error.name === 'SyntaxError' || String(codeOf(error) ?? '').startsWith('22');
  return quotesInput ? withoutQuotes(error.message) : error.message;
}

export function withoutQuotes(message: string): string {
  return message.replace(/".*"/s, '"…"');
}

/** The lines `at file:line` alone: what stands above them is the message as it was. */
export function framesOf(stack = '', message = ''): string {
  const below = stack.slice(Math.max(0, stack.indexOf(message)) + message.length);
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.map((frame) => `\n${frame}`).join('');
}

/** TypeORM's QueryFailedError carries the driver's code on itself; Node's and `pg`'s errors have their own. */
function codeOf(error: Error): string | number | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}
