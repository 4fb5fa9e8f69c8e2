/**
 * What nobody can see: white space, controls, and what a font may ignore (U+200B, U+3164, U+00AD, variation selectors, tags).
 * The last three are glyphs without ink: the blank Braille pattern, the Khitan filler and the null note head.
 */
const UNSEEN = /^[\p{White_Space}\p{Default_Ignorable_Code_Point}\p{Cc}\ufff9-\ufffb\u2800\u{16fe4}\u{1d159}]*$/u;
const CONTROLS = /\p{Cc}/gu;
/** They order the text around them anew, beyond the text they stand in. U+200E and U+200F only act on what is beside them. */
const BIDI_CONTROLS = /[\u202a-\u202e\u2066-\u206f]/g;
const SPACES = /[\s\u0085]+/g;
const LINE_BREAK = /[\t\n\v\f\r\u0085\u2028\u2029]/;
/** What has no use at the edge of a line. Joiners, variation selectors and tags do: emojis and Persian words end in them. */
const EDGE = /[\s\u0085\u00ad\u061c\u180e\u200b\u200e\u200f\u2060\u2800\u3164\ufeff\uffa0]/;
const NUL = '\u0000';

/** Whether there is nothing to see in a text. */
export function isBlank(text: string): boolean {
  return UNSEEN.test(text);
}

/** Without what turns the text around it; lines stay. */
export function withoutBidiControls(text: string): string {
  return text.replace(BIDI_CONTROLS, '');
}

/**
 * A text as one line that leaves the text around it alone: trimmed, with a space for each line break inside, without control
 * characters and bidi controls. The same again changes nothing. A blank text, and one with NUL, stays as it is, to be refused.
 */
export function oneLine(text: string): string {
  if (isBlank(text) || text.includes(NUL)) return text;
  const spaced = text.replace(SPACES, (run) => (LINE_BREAK.test(run) ? ' ' : run));
  return trimmed(withoutBidiControls(spaced.replace(CONTROLS, '')));
}

/** Without blanks and invisible characters at both ends. A loop, since a pattern would take quadratic time for many blanks. */
export function trimmed(text: string): string {
  let [start, end] = [0, text.length];
  while (start < end && EDGE.test(text.charAt(start))) start += 1;
  while (end > start && EDGE.test(text.charAt(end - 1))) end -= 1;
  return text.slice(start, end);
}
