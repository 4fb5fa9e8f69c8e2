import { createHash } from 'node:crypto';

/** The same id for the same name, always: so that seeding again repeats what was done and does what was not. */
export function demoId(name: string): string {
  const hex = createHash('sha256').update(`parley demo: ${name}`).digest('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), `5${hex.slice(13, 16)}`, `8${hex.slice(17, 20)}`, hex.slice(20, 32)].join(
    '-',
  );
}
