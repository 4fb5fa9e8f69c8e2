export interface Bucket {
  /** How much may be taken at once. */
  burst: number;
  /** How much comes back per second. */
  perSecond: number;
}

interface Level {
  left: number;
  since: number;
}

/** Token buckets by key, in this process. A bucket that is full again is forgotten. */
export class Buckets {
  private readonly levels = new Map<string, Level>();
  private nextSweep = 0;

  constructor(private readonly bucket: Bucket) {}

  /** Takes from the bucket of a key. @returns 0 when it could be taken, else the seconds until it can be */
  take(key: string, amount = 1): number {
    const now = performance.now();
    this.forgetFull(now);
    const level = this.levels.get(key) ?? { left: this.bucket.burst, since: now };
    level.left = this.leftAt(level, now);
    level.since = now;
    this.levels.set(key, level);
    if (level.left < amount) return Math.ceil((amount - level.left) / this.bucket.perSecond);
    level.left -= amount;
    return 0;
  }

  private leftAt({ left, since }: Level, now: number): number {
    return Math.min(this.bucket.burst, left + ((now - since) / 1000) * this.bucket.perSecond);
  }

  private forgetFull(now: number): void {
    if (now < this.nextSweep) return;
    this.nextSweep = now + (this.bucket.burst / this.bucket.perSecond) * 1000;
    for (const [key, level] of this.levels) if (this.leftAt(level, now) >= this.bucket.burst) this.levels.delete(key);
  }
}
