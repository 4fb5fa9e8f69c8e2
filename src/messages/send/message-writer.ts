import { Injectable } from '@nestjs/common';

import { sharedMessageView } from '../views/message-row.js';
import type { SharedMessageView } from '../../contract/views/message.view.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { GroupCommit } from '../../platform/group-commit.js';
import { Metrics } from '../../platform/metrics/metrics.js';
import { type Appended, AppendMessages, storedOrThrow } from './append-messages.js';
import { type Answer, eachWritten } from '../../platform/database/each-written.js';
import type { Send } from './send.js';

/** Stores what is sent, many at a time: see the group commit. */
@Injectable()
export class MessageWriter {
  private readonly commit = new GroupCommit<Send, Answer<Appended>, SharedMessageView | null>({
    write: (sends) => eachWritten((part) => this.messages.run(part), sends),
    settle: (answer) => this.settle(answer),
    // a reply to a message that is itself still waiting
    name: ({ id }) => id,
    waitsFor: ({ reply }) => reply,
    onBatch: (size) => this.metrics.batchSize.observe(size),
  });

  constructor(
    private readonly messages: AppendMessages,
    private readonly bus: EventBus,
    private readonly metrics: Metrics,
  ) {}

  /**
   * @returns the message as stored; null when this id was stored before with the same content
   * @throws AppError chat.not_found, chat.blocked, chat.not_admin, participant.not_found (a mention), message.reply_not_found,
   * message.id_taken, media.not_found, overloaded
   */
  send(send: Send): Promise<SharedMessageView | null> {
    return this.commit.add(send);
  }

  private settle(answer: Answer<Appended>): SharedMessageView | null {
    const row = storedOrThrow(answer);
    if (!row) return null;
    const message = sharedMessageView(row);
    this.metrics.sent.inc();
    this.bus.publish({ event: 'message.created', payload: message });
    return message;
  }
}
