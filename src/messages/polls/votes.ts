import { Injectable, Logger } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import { freeChatsValues } from '../../chats/access/access.sql.js';
import { ChatAccess } from '../../chats/access/chat-access.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { type Answer, eachWritten, LOCKED } from '../../platform/database/each-written.js';
import { rows } from '../../platform/database/rows.js';
import { AppError, invalid } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { GroupCommit } from '../../platform/concurrency/group-commit.js';
import { LockWaits } from '../../platform/concurrency/lock-waits.js';
import { MessageReader } from '../history/message-reader.js';
import { messageOrThrow, writtenMessages } from '../history/written-messages.js';
import { refusalOf } from '../outcomes.js';
import { CAST_VOTES, type CastVote, type Vote } from './polls.sql.js';

/** Milliseconds between two batches. A batch locks its chats, and each batch pushes the polls that it changed. */
const EVERY_MS = 50;

/** Votes in polls. They are stored in batches, like sends. */
@Injectable()
export class Votes {
  private readonly logger = new Logger(Votes.name);
  private readonly commit = new GroupCommit<Vote, Answer<MessageView>, MessageView>({
    write: (votes, waits) => this.write(votes, waits),
    settle: messageOrThrow,
    // two votes of the same person in a poll go into different batches
    name: nameOf,
    waitsFor: nameOf,
    locks: { of: ({ chatId }) => chatId, isHeld: (answer) => answer === LOCKED, statements: 1, waits: this.waits },
    every: EVERY_MS,
  });

  constructor(
    private readonly database: DataSource,
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly bus: EventBus,
    private readonly waits: LockWaits,
  ) {}

  /**
   * Sets the user's vote. Idempotent.
   * @param options ids of all options that they choose; none withdraws the vote
   * @throws AppError chat.not_found, message.not_found, message.deleted, chat.blocked, poll.not_found, poll.closed, poll.option_not_found,
   *   request.invalid, overloaded
   */
  async vote(userId: string, chatId: string, messageId: string, options: string[]): Promise<MessageView> {
    if (!isUUID(chatId) || !isUUID(messageId)) {
      await this.access.open(userId, chatId);
      throw new AppError('message.not_found');
    }
    const of = { chatId: chatId.toLowerCase(), messageId: messageId.toLowerCase() };
    return this.commit.add({ ...of, userId, options }); // permission is checked by `cast_votes`
  }

  private async write(votes: Vote[], waits: boolean): Promise<Answer<MessageView>[]> {
    const answers = await eachWritten((part) => this.store(part, waits), votes);
    const stored = answers.map((answer) => (answer instanceof Error ? answer : (refused(answer) ?? answer)));
    stored.forEach((one, place) => {
      if (!(one instanceof Error) && one.outcome === 'cast') this.publishVote(one, votes[place] as Vote);
    });
    const [seen] = await Promise.all([writtenMessages(this.reader, stored), this.publishPolls(stored)]);
    return seen;
  }

  /** In one round trip and one transaction: see the function `cast_votes`. @returns one answer for each, in their order */
  private store(votes: Vote[], waits: boolean): Promise<CastVote[]> {
    return rows<CastVote>(this.database, CAST_VOTES, [
      votes.map(({ chatId }) => chatId),
      votes.map(({ userId }) => userId),
      votes.map(({ messageId }) => messageId),
      votes.map(({ options }) => `{${options.join(',')}}`),
      ...freeChatsValues(votes, waits),
    ]);
  }

  private publishVote({ chat_id: chatId, message_id: messageId, mine }: CastVote, { userId, options }: Vote): void {
    const payload = { chatId, messageId, options, mine };
    this.bus.publish({ event: 'poll.voted', payload, to: { users: [userId] } });
  }

  /** Pushes each poll that changed, once. If it cannot be read now, the journal finds the change. */
  private async publishPolls(stored: Answer<CastVote>[]): Promise<void> {
    const revs = new Map<string, Map<string, number>>();
    for (const one of stored) {
      if (one instanceof Error || one.outcome !== 'cast') continue;
      revs.set(one.chat_id, (revs.get(one.chat_id) ?? new Map<string, number>()).set(one.message_id, one.rev));
    }
    try {
      for (const [chatId, polls] of revs) {
        const found = await this.reader.allShared(chatId, [...polls.keys()], this.database);
        const pushes = found.map((message) => ({ ...message, rev: polls.get(message.id) ?? message.rev }));
        pushes.sort((a, b) => a.rev - b.rev);
        for (const payload of pushes) this.bus.publish({ event: 'message.updated', payload });
      }
    } catch (err) {
      this.logger.warn({ err }, 'polls could not be read after votes: the journal finds them');
    }
  }
}

function refused({ outcome, isLocked }: CastVote): AppError | null {
  if (isLocked) return LOCKED;
  if (outcome === 'poll_not_found') return new AppError('poll.not_found');
  if (outcome === 'poll_closed') return new AppError('poll.closed');
  if (outcome === 'option_not_found') return new AppError('poll.option_not_found');
  if (outcome === 'too_many') return invalid('options', 'single', 'this poll takes one option');
  return refusalOf(outcome);
}

const nameOf = ({ userId, messageId }: Vote): string => `${userId} ${messageId}`;
