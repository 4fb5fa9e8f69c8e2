/** Marks that people often leave out in a search: Latin and Greek accents, Hebrew points, Arabic vowel signs. */
const MARKS = /[\u0300-\u036f\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u064b-\u065f\u0670]/g;

/**
 * Text in the form that search compares: without case, width, ligatures and accents, in any script.
 * It is not done in SQL, because the result of `lower()` depends on the locale of the database.
 */
export function fold(text: string): string {
  const folded = text.normalize('NFKD').toUpperCase().toLowerCase();
  return folded.normalize('NFKD').replace(MARKS, '').replaceAll('ς', 'σ').normalize('NFC');
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
