import { Injectable } from '@nestjs/common';

/** Resolves when the part works. The reason of a rejection is logged, and not sent to the caller. */
export type HealthCheck = () => Promise<void>;

export interface NamedCheck {
  part: string;
  check: HealthCheck;
  /** Whether the node is not ready without this part. Without any other part it is degraded. */
  vital: boolean;
}

/** The parts that must work for this node to be ready. Features register theirs when they start: `checks.add('media', …)`. */
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
