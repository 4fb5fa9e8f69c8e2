import { type BeforeApplicationShutdown, Injectable } from '@nestjs/common';

import { Sockets } from './sockets.js';

/** Clients come back spread over this time, so that the next node is not met by all of them at once. */
const SPREAD_MS = 5_000;

/** Tells every socket that this node stops, and when to connect again. */
@Injectable()
export class Farewell implements BeforeApplicationShutdown {
  constructor(private readonly sockets: Sockets) {}

  beforeApplicationShutdown(): void {
    this.sockets.each((socket) => {
      socket.emit('server.draining', { reconnectInMs: Math.round(Math.random() * SPREAD_MS) });
    });
  }
}
