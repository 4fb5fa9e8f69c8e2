const HUES = 12;

/** The same one of twelve hues, in degrees, for the same name, always. */
export function hueOf(name: string): number {
  // FNV-1a: in whole numbers of 32 bits, for a sum that outgrows them loses the very digits that tell names apart.
  let hash = 0x811c9dc5;
  for (const letter of name) hash = Math.imul(hash ^ (letter.codePointAt(0) ?? 0), 0x01000193);
  // The lower digits of this hash hardly mix; the upper ones do.
  return ((hash >>> 16) % HUES) * (360 / HUES);
}
