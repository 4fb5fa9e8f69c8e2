import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import { freeChatsValues } from '../../chats/access/access.sql.js';
import { ChatAccess } from '../../chats/access/chat-access.js';
import type { MessageView } from '../../contract/views/message.view.js';
import { type Answer, eachWritten, LOCKED } from '../../platform/database/each-written.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { GroupCommit } from '../../platform/concurrency/group-commit.js';
import { LockWaits } from '../../platform/concurrency/lock-waits.js';
import { readEmoji } from './emoji.js';
import { MessageReader } from '../history/message-reader.js';
import { messageOrThrow, writtenMessages } from '../history/written-messages.js';
import { refusalOf } from '../outcomes.js';
import { CHANGE_REACTIONS, type ChangedReaction, type ReactionChange } from './reactions.sql.js';

/** Maximum number of different emojis on one message. */
const MOST_EMOJIS = 50;

/** Milliseconds between two batches. A batch locks its chats, and sends need the lock, too. */
const EVERY_MS = 50;

type Wanted = Pick<ReactionChange, 'chatId' | 'messageId' | 'emoji'>;

/** Adds and removes reactions: each emoji once per person and message. They are stored in batches, like sends. */
@Injectable()
export class Reactions {
  private readonly commit = new GroupCommit<ReactionChange, Answer<MessageView>, MessageView>({
    write: (changes, waits) => this.write(changes, waits),
    settle: messageOrThrow,
    // two changes of the same emoji by the same person go into different batches
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
   * Adds or removes the user's emoji. Idempotent.
   * @param wanted true adds it, false removes it
   * @throws AppError request.invalid, chat.not_found, chat.blocked, message.not_found, message.deleted, reaction.too_many, overloaded
   */
  async set(userId: string, { chatId, messageId, emoji }: Wanted, wanted: boolean): Promise<MessageView> {
    const known = isUUID(chatId) && isUUID(messageId);
    if (!known) await this.access.open(userId, chatId);
    const change = { chatId: chatId.toLowerCase(), userId, emoji: readEmoji(emoji), wanted };
    if (!known) throw new AppError('message.not_found');
    const id = messageId.toLowerCase();
    return this.commit.add({ ...change, messageId: id }); // permission is checked by `change_reactions`
  }

  private async write(changes: ReactionChange[], waits: boolean): Promise<Answer<MessageView>[]> {
    const answers = await eachWritten((part) => this.store(part, waits), changes);
    const stored = answers.map((answer) => (answer instanceof Error ? answer : (refused(answer) ?? answer)));
    for (const one of stored) if (!(one instanceof Error)) this.publish(one);
    return writtenMessages(this.reader, stored);
  }

  /** In one round trip and one transaction: see the function `change_reactions`. @returns one answer for each, in their order */
  private store(changes: ReactionChange[], waits: boolean): Promise<ChangedReaction[]> {
    return rows<ChangedReaction>(this.database, CHANGE_REACTIONS, [
      changes.map(({ chatId }) => chatId),
      changes.map(({ userId }) => userId),
      changes.map(({ messageId }) => messageId),
      changes.map(({ emoji }) => emoji),
      changes.map(({ wanted }) => wanted),
      MOST_EMOJIS,
      ...freeChatsValues(changes, waits),
    ]);
  }

  /** Called right after the commit, in the order of the batch. */
  private publish({ outcome, emoji, rev, count, ...of }: ChangedReaction): void {
    if (outcome !== 'added' && outcome !== 'removed') return;
    const payload = {
      chatId: of.chat_id,
      messageId: of.message_id,
      participantId: of.participant_id,
      emoji,
      count,
      rev,
    };
    this.bus.publish({ event: `reaction.${outcome}`, payload });
  }
}

function refused({ outcome, isLocked }: ChangedReaction): AppError | null {
  if (isLocked) return LOCKED;
  if (outcome === 'too_many') return new AppError('reaction.too_many', { params: { limit: MOST_EMOJIS } });
  return refusalOf(outcome);
}

function nameOf({ userId, messageId, emoji }: ReactionChange): string {
  return `${userId} ${messageId} ${emoji}`;
}
