import { Injectable } from '@nestjs/common';
import { isUUID } from 'class-validator';

import { ChatAccess } from '../chats/chat-access.js';
import type { ErrorCode } from '../contract/errors.js';
import type { MessageView } from '../contract/message.view.js';
import { isOverload } from '../platform/database/database-errors.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { GroupCommit } from '../platform/group-commit.js';
import { type ChangedReaction, ChangeReactions, MOST_EMOJIS, type ReactionChange } from './change-reactions.js';
import { type Answer, eachWritten } from '../platform/database/each-written.js';
import { readEmoji } from './emoji.js';
import { MessageReader } from './message-reader.js';

const REFUSALS: Partial<Record<ChangedReaction['outcome'], ErrorCode>> = {
  not_found: 'chat.not_found',
  message_not_found: 'message.not_found',
  deleted: 'message.deleted',
  blocked: 'chat.blocked',
};

/** Each batch holds the lock of its chats: so often at most, that those who write in them get through. */
const EVERY_MS = 25;

type Wanted = Pick<ReactionChange, 'chatId' | 'messageId' | 'emoji'>;

/** Emojis on messages, one of each kind for each person. They are stored many at a time, as sends are: a crowd holds nobody up. */
@Injectable()
export class Reactions {
  private readonly commit = new GroupCommit<ReactionChange, Answer<ChangedReaction>, string>({
    write: (changes) => eachWritten((part) => this.changes.run(part), changes),
    settle: (answer) => this.settle(answer),
    // what the same person does next with the same emoji
    name: nameOf,
    waitsFor: nameOf,
    every: EVERY_MS,
  });

  constructor(
    private readonly changes: ChangeReactions,
    private readonly access: ChatAccess,
    private readonly reader: MessageReader,
    private readonly bus: EventBus,
  ) {}

  /**
   * Having it twice is having it once.
   * @param wanted whether the caller's emoji is to be there
   * @throws AppError request.invalid, chat.not_found, chat.blocked, message.not_found, message.deleted, reaction.too_many, overloaded
   */
  async set(userId: string, { chatId, messageId, emoji }: Wanted, wanted: boolean): Promise<MessageView> {
    const known = isUUID(chatId) && isUUID(messageId);
    if (!known) await this.access.open(userId, chatId);
    const change = { chatId: chatId.toLowerCase(), userId, emoji: readEmoji(emoji), wanted };
    if (!known) throw new AppError('message.not_found');
    const id = messageId.toLowerCase();
    const participantId = await this.commit.add({ ...change, messageId: id }); // whether they may is decided there
    return this.reader.one({ chatId: change.chatId, participantId }, id);
  }

  /** Publishes here, straight after the commit and in the order of the batch. @returns whose it is */
  private settle(answer: Answer<ChangedReaction>): string {
    if (answer instanceof Error) throw isOverload(answer) ? new AppError('overloaded', { cause: answer }) : answer;
    const {
      outcome,
      chat_id: chatId,
      message_id: messageId,
      participant_id: participantId,
      emoji,
      rev,
      count,
    } = answer;
    const refusal = REFUSALS[outcome];
    if (refusal) throw new AppError(refusal);
    if (outcome === 'too_many') throw new AppError('reaction.too_many', { params: { limit: MOST_EMOJIS } });
    if (outcome !== 'added' && outcome !== 'removed') return participantId;
    const payload = { chatId, messageId, participantId, emoji, count, rev };
    this.bus.publish({ event: `reaction.${outcome}`, payload });
    return participantId;
  }
}

function nameOf({ userId, messageId, emoji }: ReactionChange): string {
  return `${userId} ${messageId} ${emoji}`;
}
