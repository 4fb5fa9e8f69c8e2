import type { FailureGuard } from '../failure-guard.js';

type Listener<Value> = (value: Value) => unknown;

export interface Subscription {
  unsubscribe(): void;
}

/**
 * Calls each of its listeners with a value. A listener that throws or rejects affects neither the others nor the caller of `next`.
 * It stands in for RxJS' Subject, which throws what a listener throws as an uncaught exception, and so ends the process.
 */
export class Signal<Value> {
  /** Replaced and never changed: a listener may subscribe or unsubscribe while it is called. */
  private listeners: readonly Listener<Value>[] = [];

  /** @param name for the metric and the log of failures */
  constructor(
    private readonly name: string,
    private readonly guard: FailureGuard,
  ) {}

  subscribe(listener: Listener<Value>): Subscription {
    // A function of its own, so that the same listener may subscribe twice.
    const own: Listener<Value> = (value) => listener(value);
    this.listeners = [...this.listeners, own];
    return { unsubscribe: () => (this.listeners = this.listeners.filter((other) => other !== own)) };
  }

  next(value: Value): void {
    for (const listener of this.listeners) this.guard.run(this.name, () => listener(value));
  }
}
