const HUES = 12;

/** The hue of a name in degrees: always the same one of twelve. */
export function hueOf(name: string): number {
  // FNV-1a, in integers of 32 bits: a larger sum would lose the low digits that distinguish names.
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  // The low digits of this hash are badly mixed, the high digits are mixed well.
  return ((hash >>> 16) % HUES) * (360 / HUES);
}
