/** No known key is longer. A longer key is not a typing error and is not compared. */
const LONGEST = 40;

/** The known key that was most likely meant by an unknown one; null when none is similar. */
export function nearestKey(unknown: string, known: Iterable<string>): string | null {
  if (unknown.length > LONGEST) return null;
  const meant = bare(unknown);
  let nearest: string | null = null;
  let least = Infinity;
  for (const key of known) {
    const distance = distanceBetween(meant, bare(key));
    if (isNear(meant, bare(key), distance) && distance < least) [nearest, least] = [key, distance];
  }
  return nearest;
}

/** Normalises a key: `send_at` and `SendAt` equal `sendAt`. */
const bare = (key: string): string => key.toLowerCase().replace(/[^a-z0-9]/g, '');

/** Similar: at most one difference per three characters, or one key contains the other (`approval` in `needsApproval`). */
function isNear(a: string, b: string, distance: number): boolean {
  const shorter = Math.min(a.length, b.length);
  return distance === 0 || distance <= shorter / 3 || (shorter >= 3 && (a.includes(b) || b.includes(a)));
}

/** The edit distance: how many characters must be inserted, deleted, replaced, or swapped with their neighbour. */
function distanceBetween(a: string, b: string): number {
  let [beforeLast, last]: [number[], number[]] = [[], Array.from({ length: b.length + 1 }, (_, n) => n)];
  for (let i = 1; i <= a.length; i++) {
    const row = [i];
    for (let j = 1; j <= b.length; j++) {
      const replaced = (last[j - 1] ?? 0) + (a[i - 1] === b[j - 1] ? 0 : 1);
      const isSwap = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      const swapped = isSwap ? (beforeLast[j - 2] ?? 0) + 1 : Infinity;
      row.push(Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, replaced, swapped));
    }
    [beforeLast, last] = [last, row];
  }
  return last[b.length] ?? 0;
}
