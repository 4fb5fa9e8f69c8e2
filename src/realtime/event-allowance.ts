import { AppError } from '../platform/errors/app-error.js';

const BURST = 200;
const PER_SECOND = 50;

/** How many events one socket may send: 200 at once, 50 a second in the long run. */
export class EventAllowance {
  private left = BURST;
  private since = Date.now();

  /** @throws AppError rate.limited */
  take(): void {
    const now = Date.now();
    this.left = Math.min(BURST, this.left + ((now - this.since) / 1000) * PER_SECOND);
    this.since = now;
    if (this.left < 1)
      throw new AppError('rate.limited', { retryAfter: 1, params: { limit: PER_SECOND, per: 'second' } });
    this.left -= 1;
  }
}
