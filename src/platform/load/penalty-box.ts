import { Buckets } from './buckets.js';

/** Refusals of one client before it is put into the box. */
const REFUSALS = { burst: 20, perSecond: 5 };
/** Milliseconds for which a client stays in the box. */
const STAY = 1_000;
const MOST = 10_000;

/** Remembers clients that go on calling although they are refused again and again, so that refusing them costs almost nothing. */
export class PenaltyBox {
  private readonly refusals = new Buckets(REFUSALS);
  private readonly until = new Map<string, number>();

  /** Notes a refusal. @param key identifies the client before its token is checked: the Authorization header */
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
