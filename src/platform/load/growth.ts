/** Milliseconds between two looks, and over how long. */
const EVERY = 50;
const OVER = 150;
/** From what length on it matters; and a line so long is as good as full, and hardly grows any more. */
const LEAST = 400;
const FULL = 900;

interface Look {
  at: number;
  length: number;
}

/**
 * Tells a line that grows from one that shrinks. A crowd that comes at once makes a long line, and is served; where the line has grown
 * for a while, more is asked than can be done.
 */
export class Growth {
  private looks: Look[] = [];

  /** @param length of the line, each time somebody comes. @returns whether it has grown for 150 ms */
  isSeenIn(length: number): boolean {
    const now = performance.now();
    const last = this.looks.at(-1);
    if (length < LEAST || (last && now - last.at > 2 * EVERY)) this.looks = [];
    if (length < LEAST) return false;
    if (this.looks.length === 0 || (last && now - last.at >= EVERY)) this.looks.push({ at: now, length });
    const before = this.looks.findLast(({ at }) => now - at >= OVER);
    if (this.looks.length > OVER / EVERY + 2) this.looks.shift();
    return before !== undefined && (length > before.length || length >= FULL);
  }
}
