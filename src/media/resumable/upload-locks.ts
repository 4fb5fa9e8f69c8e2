import type { Lock, Locker, RequestRelease } from '@tus/server';

import { AppError } from '../../platform/errors/app-error.js';

/** Milliseconds for which a request waits for another one of the same upload. */
const WAIT = 10_000;

interface Holder {
  /** Asks its request to end. */
  release: RequestRelease;
  ended: Promise<void>;
  end: () => void;
}

/**
 * Locks a resumable upload for one request of this node. A new request asks the one before to end: after a lost connection, the client comes back
 * long before the server notices. The locker of `@tus/server` waits in a busy loop.
 */
export class UploadLocks implements Locker {
  private readonly holders = new Map<string, Holder>();

  newLock(id: string): Lock {
    return {
      lock: (signal, release) => this.lock(id, signal, release),
      unlock: () => {
        this.holders.get(id)?.end();
        return Promise.resolve();
      },
    };
  }

  /** @throws AppError overloaded */
  private async lock(id: string, signal: AbortSignal, release: RequestRelease): Promise<void> {
    const tooLate = AbortSignal.any([signal, AbortSignal.timeout(WAIT)]);
    for (let holder = this.holders.get(id); holder; holder = this.holders.get(id)) {
      await holder.release();
      await Promise.race([holder.ended, aborted(tooLate)]);
      if (tooLate.aborted) throw new AppError('overloaded');
    }
    this.hold(id, release);
  }

  private hold(id: string, release: RequestRelease): void {
    let end = (): void => undefined;
    const ended = new Promise<void>((resolve) => (end = resolve));
    const holder = { release, ended, end: () => (this.holders.delete(id), end()) };
    this.holders.set(id, holder);
  }
}

const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
