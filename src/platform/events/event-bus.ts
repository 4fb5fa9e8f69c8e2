import { Injectable } from '@nestjs/common';

import type { Push } from '../../contract/events.js';
import { FailureGuard } from '../failure-guard.js';
import { Signal } from './signal.js';

/** A session that may no longer be used: its sockets are closed. */
export interface SessionEnded {
  sessionId: string;
}

export type News = { push: Push } | { session: SessionEnded };

/** Heard from another node, or made here: then the others are told. */
type From = 'here' | 'elsewhere';

/** What features tell the rest of the house after a commit; they know nothing of who listens. */
@Injectable()
export class EventBus {
  /** Of every node. */
  readonly pushes: Signal<Push>;
  readonly endedSessions: Signal<SessionEnded>;
  /** Of this node only: what the others are to be told. */
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

  /** To those who listen on this node, and to the other nodes unless it comes from there. */
  tell(news: News, from: From = 'here'): void {
    if (from === 'here') this.news.next(news);
    if ('push' in news) this.pushes.next(news.push);
    else this.endedSessions.next(news.session);
  }
}
