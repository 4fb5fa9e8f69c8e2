import { Injectable } from '@nestjs/common';

import { ChatFeeds } from './chat-feeds.js';
import type { ChatNamespace } from './chat-socket.js';
import { PushRouter } from './push-router.js';
import { SessionWatch } from './session-watch.js';
import { Sockets } from './sockets.js';

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
