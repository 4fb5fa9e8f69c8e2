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

  /** To be asked each time somebody comes. @param length of the line. @returns whether it has grown for 150 ms */
  isTooMuch(length: number): boolean {
    const before = this.lookBack(length);
    return before !== undefined && (length > before.length || length >= FULL);
  }

  /** @returns how it was a while ago; undefined where the line was short then, or nobody came for a moment */
  private lookBack(length: number): Look | undefined {
    const at = performance.now();
    const last = this.looks.at(-1);
    if (length < LEAST || (last && at - last.at > 2 * EVERY)) this.looks = [];
    if (length < LEAST) return undefined;
    if (this.looks.length === 0 || (last && at - last.at >= EVERY)) this.looks.push({ at, length });
    if (this.looks.length > OVER / EVERY + 2) this.looks.shift();
    return this.looks.findLast((look) => at - look.at >= OVER);
  }
}
