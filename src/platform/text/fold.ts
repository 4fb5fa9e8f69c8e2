/** Raise it with every change to what `fold` answers, with a migration that folds stored texts again: signatures of search are built anew then. */
export const FOLD_VERSION = 2;

/** Marks that people often leave out in a search: Latin and Greek accents, Hebrew points, Arabic vowel signs and hamza. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;

/** Characters that are not seen: soft hyphen, tatweel, zero-width characters, marks of direction, variation selectors. */
const UNSEEN =
  /[\u00ad\u034f\u0640\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufe00-\ufe0f\ufeff]/g;

/** Characters that people type in place of each other, and that NFKD keeps apart. */
const SAME: Record<string, string> = {
  ...each('đð', 'd'),
  ...each('ħ', 'h'),
  ...each('ı', 'i'),
  ...each('ł', 'l'),
  ...each('ø', 'o'),
  ...each('ŧ', 't'),
  ...each('ß', 'ss'),
  ...each('æ', 'ae'),
  ...each('œ', 'oe'),
  ...each('þ', 'th'),
  ...each('ς', 'σ'),
  ...each('\u0671', '\u0627'), // alef wasla
  ...each('\u0649\u06cc', '\u064a'), // alef maksura and Farsi yeh
  ...each('\u06a9', '\u0643'), // Farsi kaf
  ...each('‘’‚‛′`´', "'"),
  ...each('“”„‟″«»', '"'),
  ...each('‐‑‒–—―−', '-'),
};
const REPLACED = new RegExp(`[${Object.keys(SAME).join('')}]`, 'g');

/**
 * Text in the form that search compares: without case, width, ligatures and accents, in any script; with one space for any white space,
 * straight quotes and plain hyphens. Folding twice changes nothing.
 * It is not done in SQL, because the result of `lower()` depends on the locale of the database.
 */
export function fold(text: string): string {
  const plain = text.replace(UNSEEN, '').normalize('NFKD').toUpperCase().toLowerCase().normalize('NFKD');
  return plain
    .replace(MARKS, '')
    .replace(UNSEEN, '')
    .replace(REPLACED, (character) => SAME[character] ?? character)
    .replace(/\s+/g, ' ')
    .normalize('NFC');
}

/**
 * The text to search for in folded texts. A mark alone folds to an empty text, which every text contains: it stays as it is, and
 * nothing is found.
 */
export function sought(text: string): string {
  return fold(text) || text;
}

/** A LIKE pattern for texts that contain `text`. `%`, `_` and `\` in it are escaped. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}

function each(characters: string, replacement: string): Record<string, string> {
  return Object.fromEntries([...characters].map((character) => [character, replacement]));
}
