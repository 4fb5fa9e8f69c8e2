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

/** The result of one consistency check. */
export interface Finding {
  /** How many rows or files were checked. */
  looked: number;
  /** Ids of those that violate it (chats, messages, media; never users). When there are many, only some of them. */
  violations: string[];
}

export type ConsistencyCheck = () => Promise<Finding> | Finding;

/** What must always be true and can be checked in the database. Features register their checks here. Each check reads a bounded sample. */
@Injectable()
export class ConsistencyChecks {
  private readonly checks = new Map<string, ConsistencyCheck>();

  add(promise: string, check: ConsistencyCheck): void {
    this.checks.set(promise, check);
  }

  all(): [promise: string, check: ConsistencyCheck][] {
    return [...this.checks];
  }
}
