import { Injectable } from '@nestjs/common';

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
