import { Injectable, Logger } from '@nestjs/common';

import { Metrics } from '../metrics/metrics.js';

/** Milliseconds between two log lines about the same place. */
const ONE_LINE_IN = 10_000;

interface LoggedPlace {
  loggedAt: number;
  /** Failures since the last log line. */
  since: number;
}

/**
 * Runs work whose failure must not affect anything else: reading a message from outside this process, or calling one of several
 * listeners. A failure is counted in `parley_contained_failures_total`, and logged at most once in ten seconds.
 */
@Injectable()
export class FailureGuard {
  private readonly logger = new Logger(FailureGuard.name);
  private readonly places = new Map<string, LoggedPlace>();

  constructor(private readonly metrics: Metrics) {}

  /**
   * Runs `work`. Never throws. A rejected promise is contained too, but not awaited.
   * @param where the kind of work, for the metric and the log
   */
  run(where: string, work: () => unknown): void {
    try {
      const result = work();
      if (isPromise(result)) result.then(undefined, (error: unknown) => this.contain(where, error));
    } catch (error) {
      this.contain(where, error);
    }
  }

  /** Counts and logs a failure that was caught elsewhere. */
  contain(where: string, err: unknown): void {
    this.metrics.containedFailures.inc({ where });
    const now = performance.now();
    const place = this.places.get(where) ?? { loggedAt: -Infinity, since: 0 };
    this.places.set(where, place);
    place.since += 1;
    if (now - place.loggedAt < ONE_LINE_IN) return;
    this.logger.warn({ err, where, failures: place.since }, 'a failure was contained');
    Object.assign(place, { loggedAt: now, since: 0 });
  }
}

function isPromise(value: unknown): value is PromiseLike<unknown> {
  return typeof (value as { then?: unknown } | null | undefined)?.then === 'function';
}
