import { Injectable } from '@nestjs/common';

/** Resolves when the part can be used; what it rejects with goes into the log and not to the one who asked. */
export type HealthCheck = () => Promise<void>;

/** What must work for this node to be ready. Features register their part when they start: `checks.add('media', …)`. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, HealthCheck>();

  add(part: string, check: HealthCheck): void {
    this.checks.set(part, check);
  }

  all(): [part: string, check: HealthCheck][] {
    return [...this.checks];
  }
}
