import { Injectable } from '@nestjs/common';

import type { Push } from '../../contract/events.js';
import { FailureGuard } from '../errors/failure-guard.js';

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

/** A session that has ended. Its sockets are closed. */
export interface SessionEnded {
  sessionId: string;
}

export type Change = { push: Push } | { session: SessionEnded };

/** Whether a change happened on this node. Only then are the other nodes notified. */
type Origin = 'here' | 'elsewhere';

/** Carries events from features to their listeners after a commit. Features do not know the listeners. */
@Injectable()
export class EventBus {
  /** The pushes of all nodes. */
  readonly pushes: Signal<Push>;
  readonly endedSessions: Signal<SessionEnded>;
  /** The changes of this node, which the other nodes must be notified of. */
  readonly localChanges: Signal<Change>;

  constructor(guard: FailureGuard) {
    this.pushes = new Signal('pushes', guard);
    this.endedSessions = new Signal('ended sessions', guard);
    this.localChanges = new Signal('news', guard);
  }

  publish(push: Push): void {
    this.emit({ push });
  }

  endSession(sessionId: string): void {
    this.emit({ session: { sessionId } });
  }

  /** Notifies the listeners on this node, and the other nodes unless the change comes from there. */
  emit(change: Change, from: Origin = 'here'): void {
    if (from === 'here') this.localChanges.next(change);
    if ('push' in change) this.pushes.next(change.push);
    else this.endedSessions.next(change.session);
  }
}
