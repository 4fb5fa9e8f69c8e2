import { Injectable } from '@nestjs/common';

import { AppError } from '../platform/errors/app-error.js';
import type { ClientInfo } from '../platform/http/caller.js';
import { Places } from '../platform/load/places.js';

/** Sign-ins carried out at once. More would not end earlier, because passwords are hashed a few at a time. */
const AT_ONCE = 8;
/** Sign-ins of one network that wait, up to three seconds. */
const WAITING = 150;
/** Milliseconds: the shortest and the longest time after which a refused client is asked to return. */
const RETURN = { after: 1_000, before: 20_000 };
/** Of how many sign-ins the mean duration is taken, roughly. */
const SAMPLES = 20;

/**
 * Carries out sign-ins and registrations a few at a time, and networks take turns. When a thousand people sign in at once, most are refused
 * before they cost time. Each is told to return at another moment, when the server has time for one more.
 */
@Injectable()
export class SignInTurns {
  private readonly places = new Places({ perNode: AT_ONCE, perPerson: AT_ONCE, waiting: WAITING });
  /** Milliseconds between the ends of two sign-ins while many are carried out. */
  private pace = 10;
  /** When the last refused client returns, on the clock of `performance.now`. */
  private lastReturn = 0;

  /** @throws AppError overloaded; whatever `work` throws */
  async run<Result>({ network }: ClientInfo, work: () => Promise<Result>): Promise<Result> {
    await this.enter(network);
    const since = performance.now();
    try {
      return await work();
    } finally {
      this.pace += ((performance.now() - since) / AT_ONCE - this.pace) / SAMPLES;
      this.places.leave(network);
    }
  }

  private async enter(network: string): Promise<void> {
    try {
      await this.places.enter(network, () => true);
    } catch (cause) {
      throw new AppError('overloaded', { cause, retryAfter: this.secondsToReturn() });
    }
  }

  private secondsToReturn(): number {
    const now = performance.now();
    const next = Math.max(now + RETURN.after, this.lastReturn + this.pace);
    this.lastReturn = Math.min(next, now + RETURN.before);
    return Math.max(1, Math.round((this.lastReturn - now) / 1_000));
  }
}
