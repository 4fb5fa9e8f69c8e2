import { describeError, isError } from './describe-error.js';

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
  ],
  ...['email', 'message', 'text', 'body', 'query', 'parameters', 'detail', 'url'],
]);

/** Keys that pino's serializers handle. */
const SERIALIZED = new Set(['err', 'req', 'res']);

/** The fields of a log line, without private values. */
export function censorFields(fields: Record<string, unknown>): Record<string, unknown> {
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
export function censorLine(line: string): string {
  let clean = line;
  if (clean.includes('eyJ')) clean = clean.replace(TOKEN, CENSORED);
  if (/bearer/i.test(clean)) clean = clean.replace(BEARER, `$1${CENSORED}`);
  if (clean.includes('?')) clean = clean.replace(QUERY, `?${CENSORED}`);
  if (clean.includes('@')) clean = clean.replace(PASSWORD_IN_URL, `$1${CENSORED}@`).replace(EMAIL, CENSORED);
  return clean;
}
