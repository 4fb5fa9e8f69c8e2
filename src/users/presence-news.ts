import type { PresenceChange } from '../presence/lease-store.js';

/** Announcements at once. When a node dies, thousands of users go offline together, and each costs a few queries. */
const AT_ONCE = 4;

/** A queue of presence changes that are not announced yet. */
export class PresenceNews {
  private readonly waiting = new Map<string, PresenceChange>();
  private underWay = 0;

  /** @param announce pushes one change; must not reject */
  constructor(private readonly announce: (change: PresenceChange) => Promise<void>) {}

  /** Queues a change. Changes of one user alternate between there and away, so two queued ones cancel each other out. */
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
