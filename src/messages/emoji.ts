import { invalid } from '../platform/errors/app-error.js';

/** One emoji as Unicode recommends them for general interchange, families and flags included. */
const ONE = new RegExp('^\\p{RGI_Emoji}$', 'v');
/** Asks for the coloured form of a character that has two; keyboards often leave it out. */
const COLOURED = '\uFE0F';
const LONGEST = 64;

/** @throws AppError request.invalid for anything but one emoji */
export function readEmoji(text: string): string {
  const found = text.length <= LONGEST ? [text, text + COLOURED].find((form) => ONE.test(form)) : undefined;
  if (found === undefined) throw invalid('emoji', 'isEmoji', 'emoji must be one emoji');
  return found;
}
