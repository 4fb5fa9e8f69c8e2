import type { FastifyReply, FastifyRequest } from 'fastify';
import { type DestinationStream, type LogFn, type Logger, pino, stdTimeFunctions } from 'pino';

import type { Config } from '../config/config.js';
import { describeError, isError, safeMessage } from './describe-error.js';
import { LogOutput, standardOutput } from './log-output.js';

const CENSORED = '[redacted]';
const DEEPEST = 4;

/** Keys whose values are never logged, in lower case, at any depth of an object. */
const PRIVATE = new Set([
  ...[
    'authorization',
    'cookie',
    'set-cookie',
    'headers',
    'token',
    'mediatoken',
    'password',
    'hash',
    'secret',
    'jwt_secret',
    's3_access_key_id',
    's3_secret_access_key',
  ],
  ...['email', 'message', 'text', 'body', 'query', 'parameters', 'detail', 'url'],
]);

/** Keys that pino's serializers handle. */
const SERIALIZED = new Set(['err', 'req', 'res']);

/** The fields of a log line, without private values. */
function censorFields(fields: Record<string, unknown>): Record<string, unknown> {
  const clean: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(fields)) {
    clean[key] = SERIALIZED.has(key) ? value : censor(key, value, 0);
  }
  return clean;
}

function censor(key: string, value: unknown, depth: number): unknown {
  if (PRIVATE.has(key.toLowerCase())) return CENSORED;
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  if (isError(value)) return describeError(value);
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) return value.map((entry) => censor(key, entry, depth + 1));
  // An instance such as a request, a socket or a row contains too much.
  if (!isPlain(value)) return `[${value.constructor.name}]`;
  return Object.fromEntries(Object.entries(value).map(([name, entry]) => [name, censor(name, entry, depth + 1)]));
}

function isPlain(value: object): boolean {
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === null || Object.getPrototypeOf(prototype) === null;
}

const TOKEN = /eyJ[\w-]+\.[\w-]+\.[\w-]*/g;
const BEARER = /(bearer\s+)[^\s"\\]+/gi;
const PASSWORD_IN_URL = /(:\/\/[^\s:/@"]*:)[^\s/"]*@/g;
const QUERY = /\?[\w.[\]-]+=[^\s"\\]*/g;
const EMAIL = /[^\s"'\\/@<>(),:;=[\]{}]{1,64}@[^\s"'\\/@<>(),:;=[\]{}]{1,253}\.\p{L}{2,}/gu;

/** The last check of a finished line, for private values inside a sentence. */
function censorLine(line: string): string {
  let clean = line;
  if (clean.includes('eyJ')) clean = clean.replace(TOKEN, CENSORED);
  if (/bearer/i.test(clean)) clean = clean.replace(BEARER, `$1${CENSORED}`);
  if (clean.includes('?')) clean = clean.replace(QUERY, `?${CENSORED}`);
  if (clean.includes('@')) clean = clean.replace(PASSWORD_IN_URL, `$1${CENSORED}@`).replace(EMAIL, CENSORED);
  return clean;
}

let stdout: LogOutput | undefined;

/**
 * Writes JSON lines to standard output. They contain no token, password, e-mail or message text: values of such keys are censored, quoted
 * input is removed from errors, and the finished line is checked once more.
 */
export function createLogger({ LOG_LEVEL }: Pick<Config, 'LOG_LEVEL'>, to?: DestinationStream): Logger {
  const options = {
    level: LOG_LEVEL,
    base: undefined,
    timestamp: stdTimeFunctions.isoTime,
    formatters: { level: (level: string) => ({ level }), log: censorFields },
    serializers: { err: describeError, req: describeRequest, res: describeReply },
    hooks: { logMethod: withSafeMessage, streamWrite: censorLine },
  };
  return pino(options, to ?? (stdout ??= openStdout()));
}

/** Writes a text for people between the lines of the log, in their order. */
export function print(text: string): void {
  (stdout ??= openStdout()).write(`${text}\n`);
}

/** How many log lines of this process were lost, because its output accepted no more. */
export const droppedLogLines = (): number => stdout?.dropped ?? 0;

/** Opens standard output. Waiting lines are written when the process exits. */
function openStdout(): LogOutput {
  const output = new LogOutput(standardOutput());
  process.on('exit', () => output.flushSync());
  return output;
}

/** Replaces the message that pino would take from an error by a safe one. */
function withSafeMessage(this: Logger, args: Parameters<LogFn>, method: LogFn): void {
  const [first, text] = args as [unknown, string | undefined];
  const error: unknown = isError(first) ? first : (first as { err?: unknown } | null)?.err;
  if (!isError(error) || (text !== undefined && text !== error.message)) return method.apply(this, args);
  return method.apply(this, [isError(first) ? { err: first } : first, safeMessage(error)]);
}

function describeRequest(request: FastifyRequest): object {
  return { method: request.method, route: request.routeOptions.url };
}

function describeReply(reply: Pick<FastifyReply, 'statusCode'>): object {
  return { status: reply.statusCode };
}
