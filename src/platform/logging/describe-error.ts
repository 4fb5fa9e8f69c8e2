import { isNativeError } from 'node:util/types';

/**
 * An error as it is logged. The SQL statement, its parameters and PostgreSQL's detail are left out, because they contain what users
 * wrote.
 */
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

/** Also true for errors of another realm, as Node's own errors are under Jest. */
export function isError(value: unknown): value is Error {
  return value instanceof Error || isNativeError(value);
}

/**
 * PostgreSQL's data exceptions (class 22) and JSON.parse quote the value that they refuse, which a client sent and which may contain
 * quotes: so everything from the first quote to the last is removed. Other messages quote only names, and stay.
 */
export function safeMessage(error: Error): string {
  const quotesInput = error.name === 'SyntaxError' || String(codeOf(error) ?? '').startsWith('22');
  return quotesInput ? withoutQuotes(error.message) : error.message;
}

export function withoutQuotes(message: string): string {
  return message.replace(/".*"/s, '"…"');
}

/** Only the lines `at file:line` of a stack, because the lines above them repeat the message. */
export function framesOf(stack = '', message = ''): string {
  const below = stack.slice(Math.max(0, stack.indexOf(message)) + message.length);
  const frames = below.split('\n').filter((line) => /^\s+at /.test(line));
  return frames.map((frame) => `\n${frame}`).join('');
}

/** The code of an error of Node, of `pg`, or of TypeORM, whose QueryFailedError copies it from the driver. */
function codeOf(error: Error): string | number | undefined {
  const { code } = error as { code?: unknown };
  return typeof code === 'string' || typeof code === 'number' ? code : undefined;
}
