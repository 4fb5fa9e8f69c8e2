/** Milliseconds between two measurements, and between the two that are compared. */
const EVERY = 50;
const OVER = 150;
/** A shorter queue does not matter. A queue of length `FULL` is almost full and can hardly grow, so it counts as growing. */
const LEAST = 400;
const FULL = 900;

interface Look {
  at: number;
  length: number;
}

/**
 * Distinguishes a queue that grows from one that shrinks. A burst makes a long queue that is then worked off. A queue that grows for a
 * while means that more calls come than the node can carry out.
 */
export class Growth {
  private looks: Look[] = [];

  /** Must be called for each new call. @param length of the queue @returns true when the queue has grown for 150 ms */
  isTooMuch(length: number): boolean {
    const before = this.lookBack(length);
    return before !== undefined && (length > before.length || length >= FULL);
  }

  /** @returns the measurement of 150 ms ago; undefined when the queue was short then, or when no call came for a moment */
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
