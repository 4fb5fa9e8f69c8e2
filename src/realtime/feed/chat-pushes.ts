import { Injectable } from '@nestjs/common';

import type { Hidden } from '../../chats/participants/participants.js';
import { Changes } from '../../chats/timeline/changes.js';
import type { NumberedPush } from '../../contract/events.js';
import type { SharedMessageView } from '../../contract/views/message.view.js';
import { AppError } from '../../platform/errors/app-error.js';
import { MessageReader } from '../../messages/history/message-reader.js';
import { MessageChanges } from '../../messages/history/missed-messages.js';
import { seenBy, withoutReply } from '../../messages/views/message-row.js';
import { Sockets } from '../delivery/sockets.js';
import { chatRoom } from '../sockets/chat-socket.js';
import { HistoryRooms } from './history-rooms.js';

/** How many revs one read covers. */
const STEP = 200;

/** Reads the pushes of a chat from the database: its sends by `seq`, and its other changes by `rev`. Together they have every `rev`. */
@Injectable()
export class MissedPushes {
  constructor(
    private readonly messages: MessageReader,
    private readonly edits: MessageChanges,
    private readonly people: Changes,
  ) {}

  /** Up to 200 pushes after these numbers, in the order of `rev` and without a gap. */
  async since(chatId: string, rev: number, seq: number): Promise<NumberedPush[]> {
    const upTo = rev + STEP;
    const [sent, ...changed] = await Promise.all([
      this.messages.since(chatId, seq, STEP),
      this.edits.between(chatId, rev, upTo),
      this.people.between(chatId, rev, upTo),
    ]);
    const sends = sent.map((payload): NumberedPush => ({ event: 'message.created', payload }));
    const all = [sends, ...changed].flat().sort((a, b) => a.payload.rev - b.payload.rev);
    // These are three queries, so a change that was stored in between may be missing in the first. The pushes after a gap are left out.
    const whole = all.findIndex(({ payload }, place) => payload.rev !== rev + 1 + place);
    return whole === -1 ? all : all.slice(0, whole);
  }
}

type MessagePush = Extract<NumberedPush, { payload: SharedMessageView }>;
type ReactionPush = Extract<NumberedPush, { payload: { messageId: string } }>;

/**
 * Pushes numbered changes to a chat. Participants from whom history is hidden get what they may see of a change, with the same `rev`, so
 * that they have no gap.
 */
@Injectable()
export class ChatPushes {
  /** Messages that were read ahead for reactions that wait in the feed of a chat, by chat and `rev`. */
  private readonly readAhead = new Map<string, Map<number, SharedMessageView>>();

  constructor(
    private readonly sockets: Sockets,
    private readonly historyRooms: HistoryRooms,
    private readonly messages: MessageReader,
  ) {}

  /**
   * Pushes a change to all rooms of its chat.
   * @param following the pushes that the feed will push next
   * @returns a promise that the next push must wait for, or undefined
   */
  push(push: NumberedPush, following: () => NumberedPush[]): Promise<void> | undefined {
    const historyRooms = this.historyRooms.of(push.payload.chatId);
    if (historyRooms.length > 0 && isReaction(push)) return this.pushReaction(push, following);
    const shown = historyRooms.map(
      ([room, hidden]) => [room, isMessage(push) ? visiblePush(push, hidden) : push] as const,
    );
    this.emit(push, shown);
    return undefined;
  }

  /** Must be called when no socket of this node is in the chat any more. */
  forget(chatId: string): void {
    this.historyRooms.forget(chatId);
    this.readAhead.delete(chatId);
  }

  /** A reaction. The message must be known, to see from whom it is hidden. */
  private pushReaction(push: ReactionPush, following: () => NumberedPush[]): Promise<void> | undefined {
    const { chatId, rev } = push.payload;
    const ahead = this.readAhead.get(chatId);
    const message = ahead?.get(rev);
    if (!message) return this.readAndPush(push, following);
    ahead?.delete(rev);
    this.emitReaction(push, message);
    return undefined;
  }

  /** Reads the messages of this reaction and of those that follow it, such as the others of a batch. */
  private async readAndPush(push: ReactionPush, following: () => NumberedPush[]): Promise<void> {
    const { chatId, messageId } = push.payload;
    await Promise.resolve(); // the other pushes of the batch come in this turn of the event loop
    const next = following().filter(isReaction);
    const ids = new Set([push, ...next].map(({ payload }) => payload.messageId));
    const messages = new Map((await this.messages.allShared(chatId, [...ids])).map((one) => [one.id, one]));
    const message = messages.get(messageId);
    if (!message) throw new AppError('message.not_found');
    const ahead = new Map<number, SharedMessageView>();
    for (const { payload } of next) {
      const theirs = messages.get(payload.messageId);
      if (theirs) ahead.set(payload.rev, theirs);
    }
    this.readAhead.set(chatId, ahead);
    this.emitReaction(push, message);
  }

  /** Participants from whom the message is hidden get `message.updated` with a tombstone instead. */
  private emitReaction(push: ReactionPush, message: SharedMessageView): void {
    const { chatId, rev } = push.payload;
    const instead = (at: Date): NumberedPush => ({
      event: 'message.updated',
      payload: { ...seenBy(message, at), rev },
    });
    this.emit(
      push,
      this.historyRooms.of(chatId).map(([room, { seq, at }]) => [room, message.seq <= seq ? instead(at) : push]),
    );
  }

  private emit(push: NumberedPush, shown: (readonly [room: string, push: NumberedPush])[]): void {
    const others = shown.filter(([, theirs]) => theirs !== push);
    const room = chatRoom(push.payload.chatId);
    this.sockets.emit([room], push.event, push.payload, { except: others.map(([name]) => name) });
    for (const [name, { event, payload }] of others) this.sockets.emit([name], event, payload);
  }
}

const isMessage = (push: NumberedPush): push is MessagePush => 'seq' in push.payload;
const isReaction = (push: NumberedPush): push is ReactionPush => 'messageId' in push.payload;

/** The push without what is hidden; the same object when nothing is. */
function visiblePush(push: MessagePush, { seq, at }: Hidden): NumberedPush {
  const { payload } = push;
  const seen = payload.seq <= seq ? seenBy(payload, at) : withoutHiddenReply(payload, seq, at);
  return seen === payload ? push : { ...push, payload: seen };
}

const withoutHiddenReply = (payload: SharedMessageView, seq: number, at: Date): SharedMessageView =>
  payload.reply && payload.reply.seq <= seq ? withoutReply(payload, at) : payload;
