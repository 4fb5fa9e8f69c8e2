import { Injectable } from '@nestjs/common';

import type { ErrorCode } from '../../contract/errors.js';
import { Config } from '../config/config.js';
import { AppError } from '../errors/app-error.js';
import { Metrics } from '../metrics/metrics.js';
import { Admission } from './admission.js';
import { Allowances } from './allowances.js';
import { COSTS, type Heavy } from './costs.js';
import { LoopDelay } from './loop-delay.js';
import { Places } from './places.js';

/** A call over REST or an event of a socket. */
export interface Demand {
  /** Who asks; null: somebody who has not signed in. */
  userId: string | null;
  heavy?: Heavy;
  /** Where it came over: what comes over one socket is begun in its order. */
  socketId?: string;
  /** Whether somebody still waits for the answer. */
  isWanted: () => boolean;
}

/** Milliseconds after which a call is answered in any case. */
const DEADLINE = 5_000;

/** Requests. */
const MANY_OPEN = 64;

const REFUSALS = new Set<ErrorCode>(['rate.limited', 'overloaded']);

/**
 * Decides which work a node takes on, so that it goes on answering when more is asked of it than it can do. All calls and events go
 * through here, except uploads and downloads, which take as long as their network does and have limits of their own.
 */
@Injectable()
export class Load {
  private readonly admission: Admission;
  private readonly loopDelay = new LoopDelay();
  private readonly places: Record<Heavy, Places>;

  constructor(
    config: Config,
    private readonly allowances: Allowances,
    private readonly metrics: Metrics,
  ) {
    this.admission = new Admission(config.embedded ? 16 : 32);
    // One session runs all queries of the embedded database; a server has ten connections for everybody.
    this.places = {
      list: new Places({ perNode: config.embedded ? 2 : 4, perPerson: 2 }),
      search: new Places({ perNode: config.embedded ? 1 : 3, perPerson: 1 }),
      sync: new Places({ perNode: config.embedded ? 2 : 4, perPerson: 1 }),
    };
  }

  get isOverloaded(): boolean {
    return this.admission.isOverloaded;
  }

  /**
   * Whether the node is so busy that the next request is refused before it is read. It is counted then.
   * @param open requests: with few of them it is the machine that is busy, and refusing would help nobody
   * @param isCrowded whether many requests wait to be begun
   */
  refusesEarly(open: number, isCrowded: boolean): boolean {
    const refuses = isCrowded || this.admission.isHopeless || (this.loopDelay.isHigh && open > MANY_OPEN);
    if (!refuses) return false;
    this.admission.refusedEarly();
    this.metrics.refused.inc({ code: 'overloaded' });
    return true;
  }

  /** @throws AppError rate.limited; overloaded, also when the work takes too long; whatever the work throws */
  async run<T>(demand: Demand, work: () => Promise<T>): Promise<T> {
    try {
      return await this.carryOut(demand, work);
    } catch (error) {
      if (error instanceof AppError && REFUSALS.has(error.code)) this.metrics.refused.inc({ code: error.code });
      throw error;
    }
  }

  private async carryOut<T>({ userId, heavy, socketId, isWanted }: Demand, work: () => Promise<T>): Promise<T> {
    if (userId !== null) this.allowances.take('work', userId, heavy ? COSTS[heavy] : 1);
    // Signing in has a queue of its own, before the hashing of passwords.
    if (userId === null) return inTime(work());
    const admitted = (): Promise<T> => this.admit(work, socketId);
    if (!heavy) return inTime(admitted());
    return inTime(this.places[heavy].run(userId, admitted, isWanted));
  }

  private async admit<T>(work: () => Promise<T>, key?: string): Promise<T> {
    await this.admission.enter(key);
    const since = performance.now();
    try {
      return await work();
    } finally {
      this.admission.leave(performance.now() - since);
    }
  }
}

/** What is late goes on, and nobody hears of it. */
function inTime<T>(work: Promise<T>): Promise<T> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new AppError('overloaded')), DEADLINE).unref();
    work.then(resolve, reject).finally(() => clearTimeout(timer));
  });
}
