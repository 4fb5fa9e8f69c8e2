import { invalid } from '../../platform/errors/app-error.js';
import { EMOJI_SEQUENCES } from './emoji-sequences.js';

/** Asks for the coloured form of a character. Keyboards leave it out, or put it where it is not needed. */
const COLOURED = '\ufe0f';
const TONES = ['\u{1f3fb}', '\u{1f3fc}', '\u{1f3fd}', '\u{1f3fe}', '\u{1f3ff}'];
const LONGEST = 64;

/** The fully-qualified form of each emoji, by its form without U+FE0F. By data of ours: Node's Unicode depends on its version. */
const FULL_FORMS = new Map(
  EMOJI_SEQUENCES.flatMap((line) => line.split(' '))
    .flatMap(inEachTone)
    .map((emoji) => [withoutColour(emoji), emoji]),
);

/**
 * One emoji, families and flags included, in its fully-qualified form.
 * @param text with U+FE0F or without, wherever it may stand
 * @throws AppError request.invalid for anything but one emoji
 */
export function readEmoji(text: string): string {
  const found = text.length <= LONGEST ? FULL_FORMS.get(withoutColour(text)) : undefined;
  if (found === undefined) throw invalid('emoji', 'isEmoji', 'emoji must be one emoji');
  return found;
}

/** See EMOJI_SEQUENCES. */
function inEachTone(pattern: string): string[] {
  if (!pattern.includes('+')) return [pattern];
  const first = TONES.map((tone) => ({ tone, rest: pattern.replace('+', tone) }));
  return first.flatMap(({ tone, rest }) => {
    if (rest.includes('-')) return TONES.filter((other) => other !== tone).map((other) => rest.replace('-', other));
    return inEachTone(rest);
  });
}

function withoutColour(emoji: string): string {
  return emoji.replaceAll(COLOURED, '');
}
