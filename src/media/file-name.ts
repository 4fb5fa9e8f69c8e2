const NAME_MAX = 255;

// Control characters, halves of surrogate pairs, and the marks that turn text around ("gpj.exe" shown as "exe.jpg").
const UNFIT = /[\p{Cc}\p{Cs}\u202a-\u202e\u2066-\u2069]/gu;

/** The name a file was given, as something to show and never as a path; null when nothing is left of it. */
export function fileName(given: string | undefined): string | null {
  const last = given?.split(/[/\\]/).at(-1) ?? '';
  const name = [...last.replace(UNFIT, '').trim()].slice(0, NAME_MAX).join('').trim();
  return name === '' || name === '.' || name === '..' ? null : name;
}
