import { Injectable } from '@nestjs/common';

import type { ErrorCode } from '../../contract/errors.js';
import { LockWaits } from '../concurrency/lock-waits.js';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { Metrics } from '../metrics/metrics.js';
import { Admission, tooBusy } from './admission.js';
import { Allowances, COSTS, type Heavy } from './allowances.js';
import { Deadline } from './deadline.js';
import { Places } from './places.js';
import { LoopPacer } from './loop-pacer.js';

/** A call over REST or an event of a socket. */
export interface Demand {
  /** The caller; null when they have not signed in. */
  userId: string | null;
  heavy?: Heavy;
  /** Whether the client still waits for the answer. */
  isWanted: () => boolean;
}

/** Milliseconds after which a call is answered even if its work has not ended. */
const DEADLINE = 5_000;

const REFUSALS = new Set<ErrorCode>(['rate.limited', 'overloaded']);

/**
 * Decides which calls and events a node carries out, so that it goes on answering when more come than it can handle. Uploads and downloads
 * do not pass `run`: they take as long as the client's network, and have limits of their own.
 */
@Injectable()
export class Load {
  private readonly admission: Admission;
  private readonly deadline = new Deadline(DEADLINE);
  /** Admitted requests that have not reached `run` yet, and since when. */
  private readonly coming = new Map<object, number>();
  readonly pacer = new LoopPacer(() => this.admission.isOverloaded);
  /** Places by kind of work. One user with many calls does not fill the queue of all users. */
  private readonly places: Record<Heavy | 'ordinary', Places>;

  constructor(
    config: Config,
    private readonly allowances: Allowances,
    private readonly metrics: Metrics,
    waits: LockWaits,
  ) {
    // The embedded database has one session for all queries; a server has ten connections.
    const atOnce = config.embedded ? 16 : 32;
    this.admission = new Admission(atOnce, waits);
    const places = (limits: ConstructorParameters<typeof Places>[0]): Places =>
      new Places(limits, () => this.admission.isOverloaded);
    this.places = {
      ordinary: places({ perPerson: atOnce, waiting: 1_000, waitingInAll: 10_000 }),
      list: places({ perNode: config.embedded ? 2 : 4, perPerson: 2 }),
      search: places({ perNode: config.embedded ? 1 : 3, perPerson: 1 }),
      sync: places({ perNode: config.embedded ? 2 : 4, perPerson: 1 }),
    };
  }

  /**
   * Begins a call or event when it is its turn, or refuses it before any of it is read.
   * @param what identifies it for `arrived` and `ended`
   */
  admit(what: object, begin: () => void, refuse: (error: AppError) => void): void {
    if (this.refusesNext()) return refuse(this.tooBusy());
    this.coming.set(what, performance.now());
    this.pacer.take(() => {
      if (!this.isTooLate(what)) return begin();
      this.ended(what);
      refuse(this.tooBusy());
    });
  }

  /**
   * Must be called when something else limits an admitted request from now on, as `run` does.
   * @throws AppError overloaded when that took too long
   */
  arrived(what: object): void {
    const isTooLate = this.isTooLate(what);
    this.ended(what);
    if (isTooLate) throw this.tooBusy();
  }

  /** Must be called when an admitted request has ended. */
  ended(what: object): void {
    this.coming.delete(what);
  }

  /** Counts a call or event for its user. @throws AppError rate.limited */
  charge(userId: string, heavy?: Heavy): void {
    try {
      this.allowances.take('work', userId, heavy ? COSTS[heavy] : 1);
    } catch (error) {
      throw this.counted(error);
    }
  }

  /**
   * Runs the work of a call or event in its turn.
   * @throws AppError overloaded, also when the work takes too long; whatever the work throws
   */
  async run<T>({ userId, heavy, isWanted }: Demand, work: () => Promise<T>): Promise<T> {
    try {
      // Calls without a session are sign-ins. They have a queue of their own, in front of the hashing of passwords.
      if (userId === null) return await this.deadline.for(work());
      return await this.deadline.for(this.inTurn(this.places[heavy ?? 'ordinary'], userId, isWanted, work));
    } catch (error) {
      throw this.counted(error);
    }
  }

  private isTooLate(what: object): boolean {
    const since = this.coming.get(what);
    return since !== undefined && this.admission.isTooLate(performance.now() - since);
  }

  private refusesNext(): boolean {
    return this.admission.refusesNext(this.coming.size) || this.pacer.isFull;
  }

  private tooBusy(): AppError {
    this.metrics.refused.inc({ code: 'overloaded' });
    return tooBusy();
  }

  private counted(error: unknown): unknown {
    if (error instanceof AppError && REFUSALS.has(error.code)) this.metrics.refused.inc({ code: error.code });
    return error;
  }

  /** One function for both limits, and no wait where there is none: with fewer layers of promises, sends were measured to be faster. */
  private async inTurn<T>(places: Places, userId: string, isWanted: () => boolean, work: () => Promise<T>): Promise<T> {
    const place = places.enter(userId, isWanted);
    if (place) await place;
    try {
      const admitted = this.admission.enter();
      if (admitted) await admitted;
      const since = performance.now();
      try {
        return await work();
      } finally {
        this.admission.leave(performance.now() - since);
      }
    } finally {
      places.leave(userId);
    }
  }
}
