import { Injectable } from '@nestjs/common';

import type { Push } from '../../contract/events.js';
import { FailureGuard } from '../failure-guard.js';
import { Signal } from './signal.js';

/** A session that has ended. Its sockets are closed. */
export interface SessionEnded {
  sessionId: string;
}

export type News = { push: Push } | { session: SessionEnded };

/** Whether a change happened on this node. Only then are the other nodes notified. */
type From = 'here' | 'elsewhere';

/** Carries events from features to their listeners after a commit. Features do not know the listeners. */
@Injectable()
export class EventBus {
  /** The pushes of all nodes. */
  readonly pushes: Signal<Push>;
  readonly endedSessions: Signal<SessionEnded>;
  /** The changes of this node, which the other nodes must be notified of. */
  readonly news: Signal<News>;

  constructor(guard: FailureGuard) {
    this.pushes = new Signal('pushes', guard);
    this.endedSessions = new Signal('ended sessions', guard);
    this.news = new Signal('news', guard);
  }

  publish(push: Push): void {
    this.tell({ push });
  }

  endSession(sessionId: string): void {
    this.tell({ session: { sessionId } });
  }

  /** Notifies the listeners on this node, and the other nodes unless the change comes from there. */
  tell(news: News, from: From = 'here'): void {
    if (from === 'here') this.news.next(news);
    if ('push' in news) this.pushes.next(news.push);
    else this.endedSessions.next(news.session);
  }
}
