import type { PresenceChange } from '../presence/lease-store.js';

/** When a node dies, ten thousand people leave at once: each costs a few queries, and calls are to be answered meanwhile. */
const AT_ONCE = 4;

/** Who came and went and is not announced yet. */
export class PresenceNews {
  private readonly waiting = new Map<string, PresenceChange>();
  private underWay = 0;

  /** @param announce must not throw */
  constructor(private readonly announce: (change: PresenceChange) => Promise<void>) {}

  /** Changes of one person alternate: two that wait cancel each other out. */
  add(change: PresenceChange): void {
    if (!this.waiting.delete(change.userId)) this.waiting.set(change.userId, change);
    this.next();
  }

  private next(): void {
    const [change] = this.waiting.values();
    if (!change || this.underWay >= AT_ONCE) return;
    this.waiting.delete(change.userId);
    this.underWay += 1;
    void this.announce(change).finally(() => {
      this.underWay -= 1;
      this.next();
    });
    this.next();
  }
}
