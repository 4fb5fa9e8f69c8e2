/** In characters (code points), as people count them, and not in bytes: what a file system takes is for who saves the file. */
const NAME_MAX = 255;

// Control characters, halves of surrogate pairs, and the marks that turn text around ("gpj.exe" shown as "exe.jpg").
const UNFIT = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;
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

/** A name to show, without what may not be in one; a longer one is shortened before its extension. Null when nothing is left. */
export function cleanName(given: string): string | null {
  const name = given.replace(UNFIT, '').trim();
  const characters = [...name];
  if (characters.length <= NAME_MAX) return name === '' ? null : name;
  const extension = EXTENSION.exec(name)?.[0] ?? '';
  return (
    characters
      .slice(0, NAME_MAX - [...extension].length)
      .join('')
      .trim() + extension
  );
}
