import { describeError, isError } from './describe-error.js';

const CENSORED = '[redacted]';
const DEEPEST = 4;

/** Keys whose value never leaves, in lower case, wherever in an object they stand. */
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

/** What pino's serializers write. */
const SERIALIZED = new Set(['err', 'req', 'res']);

/** The fields of a log line, without what they must not carry. */
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
  // A request, a socket, a row: it knows more than this line is about.
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

/** The last look at a finished line, for what got into a sentence. */
export function censorLine(line: string): string {
  let clean = line;
  if (clean.includes('eyJ')) clean = clean.replace(TOKEN, CENSORED);
  if (/bearer/i.test(clean)) clean = clean.replace(BEARER, `$1${CENSORED}`);
  if (clean.includes('?')) clean = clean.replace(QUERY, `?${CENSORED}`);
  if (clean.includes('@')) clean = clean.replace(PASSWORD_IN_URL, `$1${CENSORED}@`).replace(EMAIL, CENSORED);
  return clean;
}
