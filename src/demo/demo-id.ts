import { createHash } from 'node:crypto';

/** Derives an id from a name. The same name always has the same id, so a second run repeats sends instead of doubling them. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`parley demo: ${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
