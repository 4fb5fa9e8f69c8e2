import { invalid } from '../errors/app-error.js';

/** Writes where a page of a list ended, for `meta.next`. @param words without commas */
export function writeWords(words: readonly string[]): string {
  return Buffer.from(words.join(',')).toString('base64url');
}

/**
 * Reads the words of a cursor back.
 * @param are one check for each word
 * @throws AppError request.invalid when a check fails, or when there are more or fewer words
 */
export function readWords<Words extends string[]>(cursor: string, are: { [Place in keyof Words]: IsWord }): Words {
  const words = Buffer.from(cursor, 'base64url').toString().split(',');
  if (words.length !== are.length || !are.every((is, place) => is(words[place] ?? ''))) {
    throw invalid('cursor', 'isCursor', 'cursor must be the meta.next of an earlier page');
  }
  return words as Words;
}

type IsWord = (word: string) => boolean;
