import { Buckets } from './buckets.js';

/** Refusals that somebody may meet before they are put into the box. */
const REFUSALS = { burst: 20, perSecond: 5 };
/** Milliseconds in it. */
const STAY = 1_000;
const MOST = 10_000;

/** Remembers who goes on asking although they are refused again and again, so that refusing them costs next to nothing. */
export class PenaltyBox {
  private readonly refusals = new Buckets(REFUSALS);
  private readonly until = new Map<string, number>();

  /** @param key what somebody is known by before they are known: their Authorization header */
  refused(key: string): void {
    if (this.refusals.take(key) === 0) return;
    if (this.until.size >= MOST) this.until.clear();
    this.until.set(key, performance.now() + STAY);
  }

  has(key: string): boolean {
    const until = this.until.get(key);
    if (until === undefined) return false;
    if (until > performance.now()) return true;
    this.until.delete(key);
    return false;
  }
}
