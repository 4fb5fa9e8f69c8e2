/**
 * Leases in memory. Each holder (a socket, or a device that makes REST calls) has a lease for its user, and the user is online while
 * there is one. Times are milliseconds of `steadyNow()`.
 */
export class Leases {
  private readonly holdersOf = new Map<string, Map<string, number>>();

  /** Starts or renews a lease. @returns true when the user had none before */
  hold(userId: string, holder: string, until: number): boolean {
    const holders = this.holdersOf.get(userId);
    if (holders) holders.set(holder, until);
    else this.holdersOf.set(userId, new Map([[holder, until]]));
    return !holders;
  }

  /** Lets a lease end at `until`, if it exists and ends later. */
  shorten(userId: string, holder: string, until: number): void {
    const holders = this.holdersOf.get(userId);
    const held = holders?.get(holder);
    if (holders && held !== undefined && held > until) holders.set(holder, until);
  }

  isThere(userId: string): boolean {
    return this.holdersOf.has(userId);
  }

  /** Removes expired leases. @returns the users whose last lease was removed */
  takeExpired(now: number): string[] {
    const gone: string[] = [];
    for (const [userId, holders] of this.holdersOf) {
      for (const [holder, until] of holders) if (until <= now) holders.delete(holder);
      if (holders.size === 0) {
        this.holdersOf.delete(userId);
        gone.push(userId);
      }
    }
    return gone;
  }

  /** Counts users and leases. `expired` counts the leases that ended before `overdue`. */
  count(overdue: number): { people: number; leases: number; expired: number } {
    const ends = [...this.holdersOf.values()].flatMap((holders) => [...holders.values()]);
    const expired = ends.filter((until) => until < overdue).length;
    return { people: this.holdersOf.size, leases: ends.length, expired };
  }
}
