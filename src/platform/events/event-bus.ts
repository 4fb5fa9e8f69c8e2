import { Injectable } from '@nestjs/common';
import { Subject } from 'rxjs';

import type { Push } from '../../contract/events.js';

/** A session that may no longer be used: its sockets are closed. */
export interface SessionEnded {
  sessionId: string;
}

/** What features tell the rest of the house after a commit; they know nothing of who listens. */
@Injectable()
export class EventBus {
  readonly pushes = new Subject<Push>();
  readonly endedSessions = new Subject<SessionEnded>();

  publish(push: Push): void {
    this.pushes.next(push);
  }
}
