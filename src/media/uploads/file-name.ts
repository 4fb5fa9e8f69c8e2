import { isBlank, oneLine } from '../../contract/rules/typed-text.js';

/** Characters (code points), not bytes: the limit of a file system concerns whoever saves the file. */
const NAME_MAX = 255;

/** NUL and lone surrogates. `oneLine` removes the other characters that do not belong in a line. */
const UNFIT = /[\0\p{Cs}]/gu;
const EXTENSION = /(\.tar)?\.[^\s.]{1,20}$/i;

/** The only escapes that browsers write in the file name of a part (WHATWG HTML, "multipart form data"). */
const BROWSERS: Record<string, string> = { '%22': '"', '%0D': '\r', '%0A': '\n' };

/** The name of an uploaded file, from the header of its part; null when there is none. */
export function uploadName(sent: string | undefined): string | null {
  return fileName(sent?.replace(/%22|%0D|%0A/g, (written) => BROWSERS[written] ?? written));
}

/** The name of a file without its folders, to show and never to use as a path; null when nothing is left. */
export function fileName(given: string | undefined): string | null {
  const name = cleanName(given?.split(/[/\\]/).at(-1) ?? '');
  return name === '.' || name === '..' ? null : name;
}

/** A name as one line. A name that is too long is shortened before its extension. Null when the name is blank. */
export function cleanName(given: string): string | null {
  const name = oneLine(given.replace(UNFIT, ''));
  if (isBlank(name)) return null;
  const characters = [...name];
  if (characters.length <= NAME_MAX) return name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  const rest = characters.slice(0, NAME_MAX - [...extension].length).join('');
  return rest.trim() + extension;
}
