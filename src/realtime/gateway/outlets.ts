import { Injectable } from '@nestjs/common';

import { ChatFeeds } from '../feed/chat-feeds.js';
import type { ChatNamespace } from '../sockets/chat-socket.js';
import { PushRouter } from '../rooms/push-router.js';
import { SessionWatch } from '../sessions/session-watch.js';
import { Sockets } from '../delivery/sockets.js';

/** Everything that speaks to sockets, opened once there is a namespace for them. */
@Injectable()
export class Outlets {
  constructor(
    private readonly sockets: Sockets,
    private readonly feeds: ChatFeeds,
    private readonly router: PushRouter,
    private readonly watch: SessionWatch,
  ) {}

  open(namespace: ChatNamespace): void {
    this.sockets.serve(namespace);
    this.feeds.serve();
    this.router.serve();
    this.watch.serve(namespace);
  }
}
