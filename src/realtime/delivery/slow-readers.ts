import { Injectable, Logger } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { Metrics } from '../../platform/metrics/metrics.js';
import { steadyNow } from '../../platform/steady-clock.js';
import type { ChatSocket } from '../sockets/chat-socket.js';
import { cutOff } from '../sockets/cut-off.js';
import { Backpressure, type BackpressureEvents } from './backpressure.js';

const STUCK_AFTER = 30_000;

/** Keeps slow clients from filling the memory: they get no pushes while they are slow, and are closed when that lasts too long. */
@Injectable()
export class SlowReaders implements BackpressureEvents {
  private readonly logger = new Logger(SlowReaders.name);
  private readonly behind = new Set<Backpressure>();

  constructor(private readonly metrics: Metrics) {}

  watch(socket: ChatSocket): void {
    const reader = new Backpressure(socket, this);
    socket.once('disconnect', () => {
      reader.release();
      this.forget(reader);
    });
  }

  fellBehind(reader: Backpressure): void {
    reader.socket.data.behind = true;
    this.behind.add(reader);
    this.metrics.socketsBehind.set(this.behind.size);
  }

  /** The pushes that were left out are gone: the client is told to sync. */
  caughtUp(reader: Backpressure): void {
    this.forget(reader);
    reader.socket.emit('sync.needed', {});
  }

  pushDropped(): void {
    this.metrics.dropped.inc();
  }

  overflowed(reader: Backpressure): void {
    this.close(reader, 'asked for more than it read');
  }

  @Interval(1_000)
  closeStuck(now = steadyNow()): void {
    for (const reader of this.behind) {
      if (now - (reader.behindSince ?? now) >= STUCK_AFTER) this.close(reader, 'read nothing for 30 s');
    }
  }

  private close(reader: Backpressure, reason: string): void {
    const { userId, sessionId } = reader.socket.data;
    this.logger.warn({ userId, sessionId, reason }, 'slow reader cut off');
    this.metrics.stuck.inc();
    cutOff(reader.socket.conn);
  }

  private forget(reader: Backpressure): void {
    reader.socket.data.behind = false;
    this.behind.delete(reader);
    this.metrics.socketsBehind.set(this.behind.size);
  }
}
