import { writtenInBrackets } from '../../../contract/rules/form-texts.js';

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
