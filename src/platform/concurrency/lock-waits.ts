import { Injectable } from '@nestjs/common';

/**
 * How many calls of this node wait for the lock of a chat. They do no work meanwhile, so the limit of calls at once leaves them out: otherwise
 * the calls of one locked chat would take the places of all others.
 */
@Injectable()
export class LockWaits {
  private waiting = 0;
  private readonly listeners: (() => void)[] = [];

  get count(): number {
    return this.waiting;
  }

  /** @param calls how many more calls wait; negative: how many fewer */
  add(calls: number): void {
    this.waiting += calls;
    if (calls > 0) for (const listener of this.listeners) listener();
  }

  /** Calls `listener` each time that more calls wait. */
  onMore(listener: () => void): void {
    this.listeners.push(listener);
  }
}
