import { isBlank, oneLine } from '../contract/typed-text.js';

const NAME_MAX = 255;

/** NUL, and halves of surrogate pairs. What else is unfit for a line, `oneLine` takes out. */
const UNFIT = /[\0\p{Cs}]/gu;

/** The name a file was given, as something to show and never as a path; null when nothing is left of it. */
export function fileName(given: string | undefined): string | null {
  const last = given?.split(/[/\\]/).at(-1) ?? '';
  const name = [...oneLine(last.replace(UNFIT, ''))].slice(0, NAME_MAX).join('').trim();
  return isBlank(name) || name === '.' || name === '..' ? null : name;
}
