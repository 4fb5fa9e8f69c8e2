import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { type ConsistencyCheck, ConsistencyChecks } from '../platform/health/checks.js';
import { Metrics } from '../platform/metrics/metrics.js';

const EVERY = 5 * 60_000;
const SHOWN = 10;

export type CheckReport =
  | { status: 'kept' | 'violated'; looked: number; violations: number; sample: string[] }
  | { status: 'unknown'; looked: 0; violations: 0; sample: [] };

export interface ConsistencyReport {
  /** `unknown`: a check could not run, and no other check failed. */
  status: 'kept' | 'violated' | 'unknown';
  checks: Record<string, CheckReport>;
}

/** Runs the consistency checks on samples: on request, and every five minutes. */
@Injectable()
export class Consistency {
  private readonly logger = new Logger(Consistency.name);

  constructor(
    private readonly checks: ConsistencyChecks,
    private readonly metrics: Metrics,
  ) {}

  @Interval(EVERY)
  async watch(): Promise<void> {
    const { status, checks } = await this.report();
    if (status === 'violated') this.logger.error({ checks }, 'a promise is broken: see GET /health/consistency');
  }

  /** Runs one check after the other, so that the checks do not slow the database down. */
  async report(): Promise<ConsistencyReport> {
    const checks: Record<string, CheckReport> = {};
    for (const [promise, run] of this.checks.all()) checks[promise] = await this.check(promise, run);
    const found = new Set(Object.values(checks).map(({ status }) => status));
    return { status: found.has('violated') ? 'violated' : found.has('unknown') ? 'unknown' : 'kept', checks };
  }

  private async check(promise: string, run: ConsistencyCheck): Promise<CheckReport> {
    try {
      const { looked, violations } = await run();
      this.metrics.violations.set({ check: promise }, violations.length);
      const status = violations.length > 0 ? 'violated' : 'kept';
      return { status, looked, violations: violations.length, sample: violations.slice(0, SHOWN) };
    } catch (err) {
      this.logger.warn({ err, check: promise }, 'could not be looked up');
      return { status: 'unknown', looked: 0, violations: 0, sample: [] };
    }
  }
}
