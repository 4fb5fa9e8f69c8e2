import { Injectable } from '@nestjs/common';

/** What a look at one promise found. */
export interface Finding {
  /** How many things were looked at. */
  looked: number;
  /** Ids of those that break the promise (chats, messages, media; never people); a few of them when there are many. */
  violations: string[];
}

export type ConsistencyCheck = () => Promise<Finding> | Finding;

/** What must always be true, and can be looked up: features register what they promise. Each look is a bounded sample. */
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
