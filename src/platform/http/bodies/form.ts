import { isUtf8 } from 'node:buffer';
import type { Readable } from 'node:stream';

import type { MultipartFile } from '@fastify/multipart';
import type { FastifyRequest } from 'fastify';

import { writtenInBrackets } from '../../../contract/rules/form-texts.js';
import { AppError } from '../../errors/app-error.js';
import { NO_BOUNDARY, notUtf8, wrongType } from './percent-encoding.js';
import { type Bounds, watchPace } from './whole-body.js';

interface PartLimits extends Bounds {
  /** Maximum bytes of a file. */
  fileSize: number;
  files?: number;
}

/** A field of a form. Its value is a text, or parsed JSON when the part has the type of JSON. */
interface FieldPart {
  type: 'field';
  fieldname: string;
  value: unknown;
}

/** Maximum bytes of all fields of a form together, without its files. */
const LONGEST_FIELDS = 128 * 1024;
const MOST_FIELDS = 100;
const MOST_PARTS = 120;

const REPLACEMENT = '\ufffd';
/** Maximum bytes of a name that may be split over two chunks. */
const LONGEST_NAME = 1024;
/** The parser reads a few chunks before their parts are consumed. */
const CHUNKS_KEPT = 16;

/**
 * The parts of a multipart body, in their order. Parts without a name are dropped.
 * @throws AppError request.malformed, request.too_large, request.timeout. Reading a file part throws them too, see `wellFormed`.
 */
export async function* readParts(
  request: FastifyRequest,
  { fileSize, files: mostFiles = MOST_PARTS, total }: PartLimits,
): AsyncGenerator<FieldPart | MultipartFile> {
  if (!/;\s*boundary=/i.test(request.headers['content-type'] ?? '')) throw wrongType(NO_BOUNDARY);
  // In fields the parser silently replaces bytes that are not UTF-8. It leaves the bytes of files unchanged, so every part is read as a file.
  const everyPart = { limits: { fileSize, files: MOST_PARTS }, isPartAFile: () => true };
  const counts = { file: 0, field: 0 };
  let fieldBytes = 0;
  const replacements = watchReplacements(request.raw);
  // An error of the request ends the parser and the loop below.
  const stopWatching = watchPace(request.raw, { total }, (error) => request.raw.emit('error', error));
  try {
    for await (const part of wellFormed(request.parts(everyPart))) {
      if (part.type === 'field') continue; // never happens, see `isPartAFile`
      const type = isFile(part) ? 'file' : 'field';
      counts[type] += 1;
      if (counts.file > mostFiles || counts.field > MOST_FIELDS) throw new AppError('request.too_large');
      if (replacements.areIn(part.fieldname) || replacements.areIn(part.filename)) throw notUtf8('');
      if (!part.fieldname) part.file.resume();
      else if (type === 'file') yield part;
      else {
        const bytes = await readField(part, LONGEST_FIELDS - fieldBytes);
        fieldBytes += bytes.length;
        yield { type: 'field', fieldname: part.fieldname, value: fieldValue(part, bytes) };
      }
    }
  } finally {
    replacements.end();
    stopWatching();
  }
}

/** Browsers give a file a file name, or the type of unknown data. */
const isFile = ({ filename, mimetype }: Pick<MultipartFile, 'mimetype'> & { filename?: string }): boolean =>
  filename !== undefined || mimetype === 'application/octet-stream';

async function readField({ file }: MultipartFile, limit: number): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of wellFormed<Buffer>(file)) {
    size += chunk.length;
    if (size > limit) throw new AppError('request.too_large');
    chunks.push(chunk);
  }
  return Buffer.concat(chunks);
}

function fieldValue({ fieldname, mimetype }: MultipartFile, bytes: Buffer): unknown {
  if (!isUtf8(bytes)) throw notUtf8(fieldname);
  return mimetype.startsWith('application/json') ? readJson(bytes) : bytes.toString();
}

function readJson(bytes: Buffer): unknown {
  try {
    return JSON.parse(bytes.toString());
  } catch (cause) {
    throw new AppError('request.malformed', { cause });
  }
}

/** Turns errors of the parser into `request.malformed` or `request.too_large`: they are mistakes of the client, not of the server. */
export async function* wellFormed<T>(source: AsyncIterable<T>): AsyncGenerator<T> {
  try {
    yield* source;
  } catch (cause) {
    if (cause instanceof AppError) throw cause;
    const { statusCode } = cause as { statusCode?: number };
    throw new AppError(statusCode === 413 ? 'request.too_large' : 'request.malformed', { cause });
  }
}

/**
 * Finds out whether the multipart parser has put U+FFFD into a name in place of bytes that are not UTF-8, or whether the client sent U+FFFD:
 * only then the body has it. Only chunks with U+FFFD are kept. It must be called before the parser begins to read.
 */
function watchReplacements(body: Readable): { areIn: (name: string | undefined) => boolean; end: () => void } {
  const kept: Buffer[] = [];
  let last = Buffer.alloc(0);
  const watch = (chunk: Buffer): void => {
    const seen = Buffer.concat([last, chunk]);
    if (seen.includes(REPLACEMENT)) kept.push(seen);
    if (kept.length > CHUNKS_KEPT) kept.shift();
    last = seen.subarray(-LONGEST_NAME);
  };
  body.on('data', watch);
  return {
    areIn: (name) => name?.includes(REPLACEMENT) === true && !kept.some((chunk) => chunk.includes(name)),
    end: () => void body.off('data', watch),
  };
}

/** The value of a field that is a file which the call does not read. Validation refuses it, or the key is unknown. */
export const UNREAD_FILE: object = Object.freeze({});

/** A list or an object while a form is read, with its entries in order. A symbol is the key of an entry that has none. */
type Branch = Map<string | symbol, unknown>;

/** A name like `media[0][url]`: the field, then the path inside. Any other name is the field itself. */
const NESTED = /^([^[\]]+)((?:\[[^[\]]*\]){1,8})$/;
const INDEX = /^\d+$/;

/**
 * Turns the fields of a form into one object like that of a JSON body. Brackets are read as jQuery and PHP write them: `media[url]` is a
 * key of an object, `media[0]` and `media[]` are entries of a list. A field that is sent more than once is a list.
 */
export function collectForm(fields: Iterable<[string, unknown]>): Record<string, unknown> {
  const form: Branch = new Map();
  for (const [name, value] of fields) put(form, wayOf(name), value);
  return objectOf(form);
}

function wayOf(name: string): (string | symbol)[] {
  const [, field, brackets] = NESTED.exec(name) ?? [];
  if (field === undefined || brackets === undefined) return [name];
  const keys = brackets.slice(1, -1).split('][');
  return [field, ...keys.map((key) => (key === '' ? Symbol('next') : key))];
}

function put(branch: Branch, [key = '', ...rest]: (string | symbol)[], value: unknown): void {
  if (rest.length > 0) return put(branchAt(branch, key), rest, value);
  if (!branch.has(key)) return void branch.set(key, value);
  const list = branchAt(branch, key);
  for (const one of [value].flat()) list.set(Symbol('next'), one);
}

/** The branch at a key. A value that is there already becomes its first entry. */
function branchAt(branch: Branch, key: string | symbol): Branch {
  const held = branch.get(key);
  if (held instanceof Map) return held as Branch;
  const inner: Branch = new Map(branch.has(key) ? [held].flat().map((one) => [Symbol('next'), one]) : []);
  branch.set(key, inner);
  return inner;
}

function valueOf(held: unknown): unknown {
  if (!(held instanceof Map)) return held;
  const branch = held as Branch;
  const isList = [...branch.keys()].every((key) => typeof key === 'symbol' || INDEX.test(key));
  return writtenInBrackets(isList ? [...branch.values()].map(valueOf) : objectOf(branch));
}

function objectOf(branch: Branch): Record<string, unknown> {
  const entries = [...branch].map(([key, held], at) => [typeof key === 'symbol' ? String(at) : key, valueOf(held)]);
  return Object.fromEntries(entries) as Record<string, unknown>;
}
