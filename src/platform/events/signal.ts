import type { FailureGuard } from '../failure-guard.js';

type Listener<Value> = (value: Value) => unknown;

export interface Subscription {
  unsubscribe(): void;
}

/**
 * Calls each of its listeners with a value. A listener that throws or rejects affects neither the others nor the caller of `next`.
 * It replaces RxJS' Subject, which turns the error of a listener into an uncaught exception that ends the process.
 */
export class Signal<Value> {
  /** Never mutated, only replaced, because a listener may subscribe or unsubscribe while it is called. */
  private listeners: readonly Listener<Value>[] = [];

  /** @param name names the signal in the metric and the log of failures */
  constructor(
    private readonly name: string,
    private readonly guard: FailureGuard,
  ) {}

  subscribe(listener: Listener<Value>): Subscription {
    // A new function, so that the same listener can subscribe twice.
    const own: Listener<Value> = (value) => listener(value);
    this.listeners = [...this.listeners, own];
    return { unsubscribe: () => (this.listeners = this.listeners.filter((other) => other !== own)) };
  }

  next(value: Value): void {
    for (const listener of this.listeners) this.guard.run(this.name, () => listener(value));
  }
}
