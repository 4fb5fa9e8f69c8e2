import { Injectable } from '@nestjs/common';

import { Metrics } from '../platform/metrics/metrics.js';
import { ChatFeeds } from './chat-feeds.js';
import type { ChatNamespace } from './chat-socket.js';
import { PushRouter } from './push-router.js';
import { SessionWatch } from './session-watch.js';

/** Everything that speaks to sockets, given the namespace they are in once it exists. */
@Injectable()
export class Outlets {
  constructor(
    private readonly feeds: ChatFeeds,
    private readonly router: PushRouter,
    private readonly watch: SessionWatch,
    private readonly metrics: Metrics,
  ) {}

  open(namespace: ChatNamespace): void {
    this.feeds.serve(namespace);
    this.router.serve(namespace);
    this.watch.serve(namespace);
    namespace.on('connection', (socket) => {
      this.metrics.sockets.inc();
      socket.once('disconnect', () => this.metrics.sockets.dec());
    });
  }
}
