import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { type HealthIndicatorResult, HealthIndicatorService } from '@nestjs/terminus';
import { DataSource } from 'typeorm';

import { HealthChecks, type NamedCheck } from '../platform/health/checks.js';
import { ping } from '../platform/database/rows.js';
import { Drain } from '../platform/health/drain.js';

/** Health checks: the database answers, and all migrations of this version are applied. */
@Injectable()
export class DatabaseChecks implements OnModuleInit {
  private migrated = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly checks: HealthChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('database', () => this.answers());
    this.checks.add('migrations', () => this.areApplied());
  }

  private async answers(): Promise<void> {
    await ping(this.dataSource);
  }

  /** Migrations that are applied stay applied, so the database is queried only until they are. */
  private async areApplied(): Promise<void> {
    this.migrated ||= !(await this.dataSource.showMigrations());
    if (!this.migrated) throw new Error('Migrations are pending: restart this node, or run `npm run migration:run`.');
  }
}

/** Milliseconds for one check: longer than a busy database takes, shorter than a load balancer waits. */
const TIME_LIMIT_MS = 2_000;

export interface ReadyReport {
  /** `degraded`: a part has failed that is not necessary. */
  status: 'ok' | 'degraded' | 'error' | 'shutting_down';
  info: HealthIndicatorResult;
  error: HealthIndicatorResult;
  details: HealthIndicatorResult;
}

/** Answers whether this node can take calls, by part. The reason why a part is down is in the log and not in the answer. */
@Injectable()
export class Readiness {
  private readonly logger = new Logger(Readiness.name);
  private readonly underWay = new Map<string, Promise<void>>();

  constructor(
    private readonly checks: HealthChecks,
    private readonly drain: Drain,
    private readonly indicators: HealthIndicatorService,
  ) {}

  async report(): Promise<ReadyReport> {
    // A node that stops answers at once, without a check of the database.
    if (this.drain.draining)
      return summary('shutting_down', this.indicators.check('drain').down('this node is stopping'));
    const checks = this.checks.all();
    const parts = await Promise.all(checks.map((named) => this.ask(named)));
    const details = Object.assign({}, ...parts) as HealthIndicatorResult;
    const down = checks.filter(({ part }) => details[part]?.status !== 'up');
    const failed = down.some(({ vital }) => vital);
    return summary(failed ? 'error' : down.length > 0 ? 'degraded' : 'ok', details);
  }

  private async ask(named: NamedCheck): Promise<HealthIndicatorResult> {
    return this.indicators
      .check(named.part)
      .attempt(() => this.once(named))
      .withTimeout(TIME_LIMIT_MS);
  }

  /** Joins a check that is still running, so that probes do not pile up in front of a database that does not answer. */
  private once(named: NamedCheck): Promise<void> {
    const running = this.underWay.get(named.part) ?? this.run(named);
    this.underWay.set(named.part, running);
    return running;
  }

  private async run({ part, check, vital }: NamedCheck): Promise<void> {
    try {
      await check();
    } catch (error) {
      if (vital) this.logger.warn({ err: error, part }, 'not ready');
      throw new Error('failed; the log says why');
    } finally {
      this.underWay.delete(part);
    }
  }
}

function summary(status: ReadyReport['status'], details: HealthIndicatorResult): ReadyReport {
  const parts = Object.entries(details);
  return {
    status,
    info: Object.fromEntries(parts.filter(([, part]) => part.status === 'up')),
    error: Object.fromEntries(parts.filter(([, part]) => part.status !== 'up')),
    details,
  };
}
