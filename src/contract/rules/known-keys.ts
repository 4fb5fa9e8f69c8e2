import { getMetadataStorage } from 'class-validator';

import type { ErrorDetail } from '../envelope.js';

/** No known key is longer. A longer key is not a typing error and is not compared. */
const LONGEST = 40;

/** The known key that was most likely meant by an unknown one; null when none is similar. */
export function nearestKey(unknown: string, known: Iterable<string>): string | null {
  if (unknown.length > LONGEST) return null;
  const meant = bare(unknown);
  let nearest: string | null = null;
  let least = Infinity;
  for (const key of known) {
    const distance = distanceBetween(meant, bare(key));
    if (isNear(meant, bare(key), distance) && distance < least) [nearest, least] = [key, distance];
  }
  return nearest;
}

/** Normalises a key: `send_at` and `SendAt` equal `sendAt`. */
const bare = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Similar: at most one difference per three characters, or one key contains the other (`approval` in `needsApproval`). */
function isNear(a: string, b: string, distance: number): boolean {
  const shorter = Math.min(a.length, b.length);
  return distance === 0 || distance <= shorter / 3 || (shorter >= 3 && (a.includes(b) || b.includes(a)));
}

/** The edit distance: how many characters must be inserted, deleted, replaced, or swapped with their neighbour. */
function distanceBetween(a: string, b: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}

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
