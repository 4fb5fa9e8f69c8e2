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

/** So many numbers are read at once. */
const STEP = 200;

/** Reads the pushes of a chat back from the tables: its sends by `seq` and its other changes by `rev` are together complete. */
@Injectable()
export class MissedPushes {
  constructor(
    private readonly messages: MessageReader,
    private readonly edits: MessageChanges,
    private readonly people: Changes,
  ) {}

  /** What came after these numbers, in `rev` order and without a hole; not more than 200. */
  async since(chatId: string, rev: number, seq: number): Promise<NumberedPush[]> {
    const upTo = rev + STEP;
    const [sent, ...changed] = await Promise.all([
      this.messages.since(chatId, seq, STEP),
      this.edits.between(chatId, rev, upTo),
      this.people.between(chatId, rev, upTo),
    ]);
    const sends = sent.map((payload): NumberedPush => ({ event: 'message.created', payload }));
    const all = [sends, ...changed].flat().sort((a, b) => a.payload.rev - b.payload.rev);
    // They were read one after the other: what was stored in between is in the later only.
    const whole = all.findIndex(({ payload }, place) => payload.rev !== rev + 1 + place);
    return whole === -1 ? all : all.slice(0, whole);
  }
}

type MessagePush = Extract<NumberedPush, { payload: SharedMessageView }>;
type RemarkPush = Extract<NumberedPush, { payload: { messageId: string } }>;

/** Pushes to a whole chat, and to those who came later what they may see of it: under the same number, so that none is missing. */
@Injectable()
export class ChatPushes {
  constructor(
    private readonly sockets: Sockets,
    private readonly historyRooms: HistoryRooms,
    private readonly messages: MessageReader,
  ) {}

  /** A promise is waited for before the next push. */
  tell(push: NumberedPush): Promise<void> | undefined {
    const late = this.historyRooms.of(push.payload.chatId);
    if (late.length > 0 && isRemark(push)) return this.tellRemark(push, late);
    const shown = late.map(([room, hidden]) => [room, isMessage(push) ? seenFrom(push, hidden) : push] as const);
    this.emit(push, shown);
    return undefined;
  }

  /** Nobody here is in the chat any more. */
  forget(chatId: string): void {
    this.historyRooms.forget(chatId);
  }

  /** What was done to a message that somebody may not see: they hear that it changed, and not how. */
  private async tellRemark(push: RemarkPush, late: [room: string, hidden: Hidden][]): Promise<void> {
    const { chatId, messageId, rev } = push.payload;
    const message = { ...(await this.messages.shared(chatId, messageId)), rev };
    const instead = (at: Date): NumberedPush => ({ event: 'message.updated', payload: seenBy(message, at) });
    this.emit(
      push,
      late.map(([room, { seq, at }]) => [room, message.seq <= seq ? instead(at) : push]),
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
const isRemark = (push: NumberedPush): push is RemarkPush => 'messageId' in push.payload;

/** The same push where nothing of it is hidden. */
function seenFrom(push: MessagePush, { seq, at }: Hidden): NumberedPush {
  const { payload } = push;
  const seen = payload.seq <= seq ? seenBy(payload, at) : answered(payload, seq, at);
  return seen === payload ? push : { ...push, payload: seen };
}

const answered = (payload: SharedMessageView, seq: number, at: Date): SharedMessageView =>
  payload.reply && payload.reply.seq <= seq ? withoutReply(payload, at) : payload;
