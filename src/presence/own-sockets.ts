import { type Lease, SOCKET_LEASE } from './lease-store.js';
import type { Held } from './lease-commands.js';

/** The open sockets of this node with their leases. The node writes them to Redis again when Redis was emptied. */
export class OwnSockets {
  private readonly holdersOf = new Map<string, Map<string, Lease>>();

  opened(lease: Lease): void {
    const holders = this.holdersOf.get(lease.userId);
    if (holders) holders.set(lease.holder, lease);
    else this.holdersOf.set(lease.userId, new Map([[lease.holder, lease]]));
  }

  closed({ userId, holder }: Lease): void {
    const holders = this.holdersOf.get(userId);
    holders?.delete(holder);
    if (holders?.size === 0) this.holdersOf.delete(userId);
  }

  get none(): boolean {
    return this.holdersOf.size === 0;
  }

  has(userId: string): boolean {
    return this.holdersOf.has(userId);
  }

  of(userId: string): Lease[] {
    return [...(this.holdersOf.get(userId)?.values() ?? [])];
  }

  all(): Lease[] {
    return [...this.holdersOf.values()].flatMap((holders) => [...holders.values()]);
  }
}

export const heldBySocket = ({ userId, holder, sessionId }: Lease): Held => [userId, holder, sessionId, SOCKET_LEASE];
