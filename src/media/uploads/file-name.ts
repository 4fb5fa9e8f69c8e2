import { isBlank, oneLine } from '../../contract/rules/typed-text.js';

/** In characters (code points), as people count them, and not in bytes: what a file system takes is for who saves the file. */
const NAME_MAX = 255;

/** NUL, and halves of surrogate pairs. What else is unfit for a line, `oneLine` takes out. */
const UNFIT = /[\0\p{Cs}]/gu;
const EXTENSION = /(\.tar)?\.[^\s.]{1,20}$/i;

/** What a browser writes in the name of a part's file, and nothing else (WHATWG HTML, "multipart form data"). */
const BROWSERS: Record<string, string> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

/** The name of an uploaded file, from the header of its part. */
export function uploadName(sent: string | undefined): string | null {
  return fileName(sent?.replace(/%22|%0D|%0A/g, (written) => BROWSERS[written] ?? written));
}

/** The name a file was given, as something to show and never as a path; null when nothing is left of it. */
export function fileName(given: string | undefined): string | null {
  const name = cleanName(given?.split(/[/\\]/).at(-1) ?? '');
  return name === '.' || name === '..' ? null : name;
}

/** A name to show, as one line; a longer one is shortened before its extension. Null when there is nothing to see in it. */
export function cleanName(given: string): string | null {
  const name = oneLine(given.replace(UNFIT, ''));
  if (isBlank(name)) return null;
  const characters = [...name];
  if (characters.length <= NAME_MAX) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const rest = characters.slice(0, NAME_MAX - [...extension].length).join('');
  return rest.trim() + extension;
}
