import type { HighlightView } from '../../contract/views/message.view.js';
import { fold } from '../../platform/text/fold.js';

const MOST = 20;
const graphemes = new Intl.Segmenter('und', { granularity: 'grapheme' });

/**
 * Finds where sought texts occur in a message, ignoring what `fold` ignores.
 * @param texts folded
 * @returns at most 20 parts, in order, that do not overlap. None if the texts occur only in the names of files or in the options of a poll
 */
export function highlights(message: string, texts: readonly string[]): HighlightView[] {
  const { folded, starts, ends } = foldedWithOffsets(message);
  const found: HighlightView[] = [];
  for (const text of texts) {
    for (
      let at = folded.indexOf(text);
      at !== -1 && text !== '' && found.length < MOST;
      at = folded.indexOf(text, at + text.length)
    ) {
      found.push({ start: starts[at] ?? 0, end: ends[at + text.length - 1] ?? message.length });
    }
  }
  return joined(found.sort((a, b) => a.start - b.start || a.end - b.end)).slice(0, MOST);
}

/** Folds a text grapheme by grapheme, and remembers for each character of the result which part of the text it comes from. */
function foldedWithOffsets(text: string): { folded: string; starts: number[]; ends: number[] } {
  let folded = '';
  const [starts, ends]: [number[], number[]] = [[], []];
  for (const { segment, index } of graphemes.segment(text)) {
    const part = fold(segment);
    // White space is one space, however many graphemes it has.
    if (part === ' ' && folded.endsWith(' ')) continue;
    folded += part;
    for (let count = part.length; count > 0; count--) {
      starts.push(index);
      ends.push(index + segment.length);
    }
  }
  return { folded, starts, ends };
}

/** @param ranges by their start */
function joined(ranges: HighlightView[]): HighlightView[] {
  const result: HighlightView[] = [];
  for (const range of ranges) {
    const last = result.at(-1);
    if (last && range.start < last.end) last.end = Math.max(last.end, range.end);
    else result.push({ ...range });
  }
  return result;
}
