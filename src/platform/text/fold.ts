/** Marks that people leave out when they search: Latin and Greek accents, Hebrew points, Arabic vowel signs. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;

/**
 * Text as search compares it: case, width, ligatures and accents do not count, in any script.
 * Done here and not in SQL, because what `lower()` knows depends on the database's locale.
 */
export function fold(text: string): string {
  const folded = text.normalize('NFKD').toUpperCase().toLowerCase();
  return folded.normalize('NFKD').replace(MARKS, '').replaceAll('ς', 'σ').normalize('NFC');
}

/** What to look for in folded texts. A mark alone folds to nothing, which would be found everywhere: it stays, and is found nowhere. */
export function sought(text: string): string {
  return fold(text) || text;
}

/** A LIKE pattern that finds `text` anywhere; `%`, `_` and `\` are plain characters. */
export function containing(text: string): string {
  return `%${text.replace(/[\\%_]/g, '\\$&')}%`;
}
