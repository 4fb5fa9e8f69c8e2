import { Injectable } from '@nestjs/common';

import { sharedMessageView } from '../chats/message-row.js';
import type { SharedMessageView } from '../contract/message.view.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { Metrics } from '../platform/metrics/metrics.js';
import { AppendMessages, type Send } from './append.js';
import { type Answer, appendForEach } from './append-again.js';
import { storedOrThrow } from './send-outcome.js';

const BATCH = 256;
const MAX_WAITING = 5_000;

interface Waiting {
  send: Send;
  resolve: (stored: SharedMessageView | null) => void;
  reject: (error: unknown) => void;
}

/**
 * The group commit: while one transaction is under way the sends that arrive wait, and the next takes them together.
 * So batches grow with the load, and a lone send waits for nobody.
 */
@Injectable()
export class MessageWriter {
  private readonly waiting: Waiting[] = [];
  private writing = false;

  constructor(
    private readonly messages: AppendMessages,
    private readonly bus: EventBus,
    private readonly metrics: Metrics,
  ) {}

  /**
   * @returns the message as stored; null when this id was stored before with the same content
   * @throws AppError chat.not_found, message.reply_not_found, message.id_taken, media.not_found, overloaded
   */
  send(send: Send): Promise<SharedMessageView | null> {
    if (this.waiting.length >= MAX_WAITING) throw new AppError('overloaded');
    return new Promise((resolve, reject) => {
      this.waiting.push({ send, resolve, reject });
      if (!this.writing) void this.writeAll();
    });
  }

  private async writeAll(): Promise<void> {
    this.writing = true;
    while (this.waiting.length > 0) {
      const batch = this.take();
      const sends = batch.map(({ send }) => send);
      this.metrics.batchSize.observe(sends.length);
      const answers = await appendForEach((part) => this.messages.run(part), sends);
      batch.forEach((waiting, index) => this.settle(waiting, answers[index] as Answer));
    }
    this.writing = false;
  }

  /** A reply to a message that is itself still waiting goes into a later batch, where it finds it stored. */
  private take(): Waiting[] {
    const ids = new Set<string>();
    const count = this.waiting.slice(0, BATCH).findIndex(({ send }) => {
      const tooEarly = send.reply !== null && ids.has(send.reply);
      ids.add(send.id);
      return tooEarly;
    });
    return this.waiting.splice(0, count === -1 ? BATCH : count);
  }

  /** Publishes here, straight after the commit and in the order of the batch. */
  private settle({ resolve, reject }: Waiting, answer: Answer): void {
    try {
      const row = storedOrThrow(answer);
      const message = row && sharedMessageView(row);
      if (message) {
        this.metrics.sent.inc();
        this.bus.publish({ event: 'message.created', payload: message });
      }
      resolve(message);
    } catch (error) {
      reject(error);
    }
  }
}
