/** Milliseconds between two looks, and over how long. */
const EVERY = 50;
const OVER = 150;
/** From what length on it matters; and a line so long is as good as full, and hardly grows any more. */
const LEAST = 400;
const FULL = 900;

interface Look {
  at: number;
  length: number;
  done: number;
}

/**
 * Tells a line that only grows from a crowd that came at once and will be served in time: where more is asked than can be done, the line
 * has grown for a while, and at the pace of that while whoever comes last would wait too long.
 */
export class Growth {
  private looks: Look[] = [];

  /** @param patience milliseconds that somebody may wait */
  constructor(private readonly patience: number) {}

  /**
   * To be asked each time somebody comes.
   * @param length of the line
   * @param done how many were served since the process began
   */
  isTooMuch(length: number, done: number): boolean {
    const before = this.lookBack(length, done);
    if (!before) return false;
    const isGrowing = length > before.length || length >= FULL;
    const perMs = (done - before.done) / (performance.now() - before.at);
    return isGrowing && (length >= FULL || length > perMs * this.patience);
  }

  /** @returns how it was a while ago; undefined where the line was short then, or nobody came for a moment */
  private lookBack(length: number, done: number): Look | undefined {
    const at = performance.now();
    const last = this.looks.at(-1);
    if (length < LEAST || (last && at - last.at > 2 * EVERY)) this.looks = [];
    if (length < LEAST) return undefined;
    if (this.looks.length === 0 || (last && at - last.at >= EVERY)) this.looks.push({ at, length, done });
    if (this.looks.length > OVER / EVERY + 2) this.looks.shift();
    return this.looks.findLast((look) => at - look.at >= OVER);
  }
}
