/** Somebody whom a text may name. */
export interface Nameable {
  id: string;
  name: string;
}

/** Where a text names somebody: from its `@` to the end of the name. */
export interface Mention {
  id: string;
  start: number;
  end: number;
}

type Range = [start: number, end: number];

/** What a word is made of. Scripts that are written without spaces have no word to be inside of. */
const WORD = /[\p{L}\p{N}\p{M}_]/u;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

const ADDRESS = /https?:\/\/[^\s<>]+/giu;

/**
 * Finds where a text names these people: an `@` and the name. Where several names fit, the longest one counts. What stands in
 * code, in a link or inside a word names nobody. Of people with the same name the first mention is of the first of them.
 */
export function mentionsIn(text: string, people: readonly Nameable[]): Mention[] {
  const longestFirst = people.filter(({ name }) => name !== '').sort((a, b) => b.name.length - a.name.length);
  const skipped = [
    ...codeIn(text),
    ...[...text.matchAll(ADDRESS)].map(({ 0: { length }, index }): Range => [index, index + length]),
  ];
  const found: Mention[] = [];
  for (let at = text.indexOf('@'); at !== -1; at = text.indexOf('@', at + 1)) {
    if (at < (found.at(-1)?.end ?? 0) || isInWord(text, at) || skipped.some(([from, to]) => at >= from && at < to))
      continue;
    const fitting = longestFirst.filter(
      ({ name }) => text.startsWith(name, at + 1) && !isInWord(text, at + 1 + name.length),
    );
    const named = fitting.filter(({ name }) => name === fitting[0]?.name);
    const one = named.find(({ id }) => !found.some((mention) => mention.id === id)) ?? named[0];
    if (one) found.push({ id: one.id, start: at, end: at + 1 + one.name.length });
  }
  return found;
}

/** Where a text holds code: from a run of backticks to the next run of as many, both included. */
export function codeIn(text: string): Range[] {
  const runs = [...text.matchAll(/`+/g)].map(({ 0: { length }, index }) => ({ length, index }));
  const found: Range[] = [];
  for (let opening = 0; opening < runs.length; opening++) {
    const { length, index } = runs[opening] as { length: number; index: number };
    const closing = runs.findIndex((run, place) => place > opening && run.length === length);
    if (closing === -1) continue;
    found.push([index, (runs[closing]?.index ?? 0) + length]);
    opening = closing;
  }
  return found;
}

/** Whether a word goes on at this place: the characters before and after it are both of one. An `@` is taken as one. */
function isInWord(text: string, at: number): boolean {
  const before = lastOf(text.slice(Math.max(0, at - 2), at));
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  const side = after === '@' ? before : after;
  return WORD.test(side) && !WITHOUT_SPACES.test(side);
}

const lastOf = (text: string): string => [...text].at(-1) ?? ' ';
