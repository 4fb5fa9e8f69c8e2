import { getMetadataStorage } from 'class-validator';

import type { ErrorDetail } from '../envelope.js';
import { nearestKey } from './nearest-key.js';

/** Maximum number of details. A request may have thousands of unknown keys, and nobody reads more than a few. */
export const MOST_DETAILS = 20;
/** Maximum characters of an unknown key in an error. */
const LONGEST_SHOWN = 60;
/** Maximum number of known keys that an error lists. */
const MOST_LISTED = 15;

const ignoring = new WeakSet<object>();
const keysByClass = new Map<unknown, ReadonlySet<string>>();

/**
 * Marks a DTO class or a route handler: its unknown keys, also those of objects inside, are dropped instead of refused. Subclasses do
 * not inherit it.
 */
export function ignoreUnknownKeys(marked: object): void {
  ignoring.add(marked);
}

/** Whether a DTO class or a route handler ignores unknown keys. */
export function ignoresUnknownKeys(marked: object): boolean {
  return ignoring.has(marked);
}

/**
 * One detail for each unknown key of a DTO, at most 20.
 * @param dto made by class-transformer from `plain`. class-transformer drops keys such as `toString`, so `plain` is read too
 */
export function unknownKeys(dto: object, plain: object): ErrorDetail[] {
  const known = keysOf(dto.constructor);
  return [...unknownOf(plain, known, ''), ...unknownInside(dto, known, '')].slice(0, MOST_DETAILS);
}

interface Whereabouts {
  /** The path of the object that has the key, ending with a dot. */
  path?: string;
  /** The hint when there are no known keys. */
  ifNone?: string;
}

/** The error detail for one unknown key. */
export function unknownKey(key: string, known: ReadonlySet<string>, where: Whereabouts = {}): ErrorDetail {
  const { path = '', ifNone = 'no keys are known here' } = where;
  const near = nearestKey(key, known);
  const hint = known.size === 0 ? ifNone : near === null ? `known are ${list(known)}` : `did you mean \`${near}\`?`;
  const shown = shorten(key);
  return { field: path + shown, rule: 'isKnown', message: `unknown key \`${shown}\`; ${hint}` };
}

/** The list is cut before similar keys are searched, because that is slow and a body may have thousands of unknown keys. */
function unknownOf(value: object, known: ReadonlySet<string>, path: string): ErrorDetail[] {
  const unknown = Object.keys(value).filter((key) => !known.has(key));
  return unknown.slice(0, MOST_DETAILS).map((key) => unknownKey(key, known, { path }));
}

/** Checks all DTOs inside a DTO. Other objects have their own validation rules. */
function unknownInside(holder: object, names: Iterable<string>, path: string): ErrorDetail[] {
  return [...names].flatMap((name) => {
    const value = (holder as Record<string, unknown>)[name];
    if (typeof value !== 'object' || value === null) return [];
    if (Array.isArray(value)) return unknownInside(value, Object.keys(value), `${path}${name}.`);
    const known = keysOf(value.constructor);
    if (known.size === 0) return [];
    const inside = `${path}${name}.`;
    return [...unknownOf(value, known, inside), ...unknownInside(value, known, inside)];
  });
}

/** The properties of a class that have a validation rule; none when the class is not a DTO. */
function keysOf(type: unknown): ReadonlySet<string> {
  const cached = keysByClass.get(type);
  if (cached) return cached;
  const rules =
    typeof type === 'function' ? getMetadataStorage().getTargetValidationMetadatas(type, '', false, false) : [];
  const keys = new Set(rules.map(({ propertyName }) => propertyName));
  keysByClass.set(type, keys);
  return keys;
}

function shorten(key: string): string {
  const text = key.toWellFormed();
  return text.length > LONGEST_SHOWN ? `${[...text.slice(0, LONGEST_SHOWN)].slice(0, -1).join('')}…` : text;
}

function list(known: ReadonlySet<string>): string {
  const some = [...known].slice(0, MOST_LISTED).map((key) => `\`${key}\``);
  return known.size > MOST_LISTED ? `${some.join(', ')} …` : some.join(', ');
}
