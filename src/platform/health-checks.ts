import { Injectable } from '@nestjs/common';

/** Resolves when the part can be used; what it rejects with goes into the log and not to the one who asked. */
export type HealthCheck = () => Promise<void>;

export interface NamedCheck {
  part: string;
  check: HealthCheck;
  /** Whether the node can serve nothing without it; else it is degraded. */
  vital: boolean;
}

/** What must work for this node to be ready. Features register their part when they start: `checks.add('media', …)`. */
@Injectable()
export class HealthChecks {
  private readonly checks = new Map<string, NamedCheck>();

  add(part: string, check: HealthCheck, { vital } = { vital: true }): void {
    this.checks.set(part, { part, check, vital });
  }

  all(): NamedCheck[] {
    return [...this.checks.values()];
  }
}
