import { Injectable } from '@nestjs/common';

import type { Hidden } from '../../chats/participants/participants.js';
import { Changes } from '../../chats/timeline/changes.js';
import type { NumberedPush } from '../../contract/events.js';
import type { SharedMessageView } from '../../contract/views/message.view.js';
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
  constructor(
    private readonly sockets: Sockets,
    private readonly historyRooms: HistoryRooms,
    private readonly messages: MessageReader,
  ) {}

  /** Pushes a change to all rooms of its chat. @returns a promise that the next push must wait for, or undefined */
  push(push: NumberedPush): Promise<void> | undefined {
    const historyRooms = this.historyRooms.of(push.payload.chatId);
    if (historyRooms.length > 0 && isReaction(push)) return this.pushReaction(push, historyRooms);
    const shown = historyRooms.map(
      ([room, hidden]) => [room, isMessage(push) ? visiblePush(push, hidden) : push] as const,
    );
    this.emit(push, shown);
    return undefined;
  }

  /** Must be called when no socket of this node is in the chat any more. */
  forget(chatId: string): void {
    this.historyRooms.forget(chatId);
  }

  /** A reaction. Participants from whom the message is hidden get `message.updated` with a tombstone instead. */
  private async pushReaction(push: ReactionPush, historyRooms: [room: string, hidden: Hidden][]): Promise<void> {
    const { chatId, messageId, rev } = push.payload;
    const message = { ...(await this.messages.shared(chatId, messageId)), rev };
    const instead = (at: Date): NumberedPush => ({ event: 'message.updated', payload: seenBy(message, at) });
    this.emit(
      push,
      historyRooms.map(([room, { seq, at }]) => [room, message.seq <= seq ? instead(at) : push]),
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
