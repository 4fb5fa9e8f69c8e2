/** A person whom a text may mention. */
export interface Nameable {
  id: string;
  name: string;
}

/** The range of a mention in a text: from its `@` to the end of the name. */
export interface Mention {
  id: string;
  start: number;
  end: number;
}

type Range = [start: number, end: number];

/** The characters of a word. Scripts without spaces have no word boundaries. */
const WORD = /[\p{L}\p{N}\p{M}_]/u;
const WITHOUT_SPACES = /[\p{sc=Han}\p{sc=Hira}\p{sc=Kana}\p{sc=Hang}\p{sc=Thai}\p{sc=Laoo}\p{sc=Khmr}\p{sc=Mymr}]/u;

const ADDRESS = /https?:\/\/[^\s<>]+/giu;

/**
 * Finds the mentions of these people in a text: an `@` followed by the name. If several names match, the longest one counts. Code,
 * links and the inside of a word contain no mentions. If several people have the same name, the first mention is of the first of them.
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

/** The ranges of code in a text: from a run of backticks to the next run of the same length, both included. */
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

/** Whether a word continues at this position: the characters before and after it belong to one word. An `@` counts as a word character. */
function isInWord(text: string, at: number): boolean {
  const before = lastOf(text.slice(Math.max(0, at - 2), at));
  const after = String.fromCodePoint(text.codePointAt(at) ?? 0x20);
  const side = after === '@' ? before : after;
  return WORD.test(side) && !WITHOUT_SPACES.test(side);
}

const lastOf = (text: string): string => [...text].at(-1) ?? ' ';
