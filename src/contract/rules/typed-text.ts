/**
 * Invisible characters: white space, controls, and those that a font may ignore (U+200B, U+3164, U+00AD, variation selectors, tags).
 * The last three of the pattern are empty glyphs: the blank Braille pattern, the Khitan filler and the null note head.
 */
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb\u2800\u{16fe4}\u{1d159}]*$/u;
const CONTROLS = /\p{Cc}/gu;
/** Characters that change the direction of text, also beyond the text they are in. U+200E and U+200F affect only their neighbours. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u206f]/g;
const SPACES = /[\s\u0085]+/g;
const LINE_BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/;
/**
 * Characters that are useless at the ends of a line. Joiners, variation selectors and tags are not: emojis and Persian words end with
 * them.
 */
const EDGE = /[\s\u0085\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2800\u3164\ufeff\uffa0]/;
const NUL = '\u0000';

/** Whether a text has only invisible characters. */
export function isBlank(text: string): boolean {
  return UNSEEN.test(text);
}

/** Removes characters that change the direction of the text around it. Line breaks stay. */
export function withoutBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}

/**
 * Makes a text one line: trimmed, with a space for each line break, without control characters and bidi controls. Doing it twice changes
 * nothing more. A blank text and one with NUL stay as they are, and validation refuses them.
 */
export function oneLine(text: string): string {
  if (isBlank(text) || text.includes(NUL)) return text;
  const spaced = text.replace(SPACES, (run) => (LINE_BREAK.test(run) ? ' ' : run));
  return trimmed(withoutBidiControls(spaced.replace(CONTROLS, '')));
}

/** Removes invisible characters at both ends. It is a loop, because a pattern takes quadratic time for many blanks. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && EDGE.test(text.charAt(start))) start += 1;
  while (end > start && EDGE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
