import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';

import type { DeliveredView, ReadView } from '../contract/chat.view.js';
import type { PlainPush } from '../contract/events.js';
import { rows } from '../platform/database/rows.js';
import { AppError } from '../platform/errors/app-error.js';
import { EventBus } from '../platform/events/event-bus.js';
import { InTurn } from '../platform/in-turn.js';
import { ChatAccess, type OpenChat } from './chat-access.js';
import { COUNT_CROWD, type Crowd, MARKS, type MarksRow, MOVE } from './marks-sql.js';

/** Everybody hears of receipts in chats of up to so many people; in larger ones they would be most of the traffic. */
const RECEIPTS_UP_TO = 100;

/** How far each participant has read, and how far their devices have got. Marks only move forward, delivered never behind read. */
@Injectable()
export class Marks {
  /** Two moves at once reach the other devices in the order they were made. */
  private readonly turns = new InTurn();

  constructor(
    private readonly access: ChatAccess,
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  /** Marks everything up to `seq` as read, and so as delivered; what lies beyond the last message counts as the last. */
  async read(userId: string, chatId: string, seq: number): Promise<ReadView> {
    const chat = await this.access.open(userId, chatId);
    return this.turns.run(chat.participantId, async () => {
      const { moved, lastReadSeq, unreadCount, mine } = await this.move('read', chat, seq);
      const view = { chatId: chat.chatId, lastReadSeq, unreadCount, mine };
      const own: PlainPush = { event: 'chat.read', payload: view, to: { users: [userId] } };
      if (moved) await this.announce(own, chat, (crowd, to) => readReceipt(to, lastReadSeq, crowd));
      return view;
    });
  }

  /** Marks everything up to `seq` as arrived at one of the caller's devices. */
  async delivered(userId: string, chatId: string, seq: number): Promise<DeliveredView> {
    const chat = await this.access.open(userId, chatId);
    return this.turns.run(chat.participantId, async () => {
      const { moved, lastDeliveredSeq, mine } = await this.move('delivered', chat, seq);
      const view = { chatId: chat.chatId, lastDeliveredSeq, mine };
      const own: PlainPush = { event: 'chat.delivered', payload: view, to: { users: [userId] } };
      if (moved) await this.announce(own, chat, (crowd, to) => deliveryReceipt(to, lastDeliveredSeq, crowd));
      return view;
    });
  }

  private async move(kind: keyof typeof MOVE, { participantId, lastSeq }: OpenChat, seq: number) {
    const [moved] = await rows<MarksRow>(this.database, MOVE[kind], [participantId, Math.min(seq, lastSeq)]);
    if (moved) return { ...moved, moved: true };
    const [marks] = await rows<MarksRow>(this.database, MARKS, [participantId]);
    if (!marks) throw new AppError('chat.not_found');
    return { ...marks, moved: false };
  }

  /** Read after the move is committed: of two that move at once, the later to look sees both. */
  private async announce(own: PlainPush, chat: OpenChat, receipt: Receipt): Promise<void> {
    this.bus.publish(own);
    const [crowd] = await rows<Crowd>(this.database, COUNT_CROWD, [chat.chatId]);
    if (crowd && crowd.people <= RECEIPTS_UP_TO) this.bus.publish(receipt(crowd, chat));
  }
}

type Receipt = (crowd: Crowd, chat: OpenChat) => PlainPush;

function readReceipt({ chatId, participantId }: OpenChat, seq: number, { readByAllSeq }: Crowd): PlainPush {
  return { event: 'receipt.read', payload: { chatId, participantId, seq, readByAllSeq }, to: { chat: chatId } };
}

function deliveryReceipt({ chatId, participantId }: OpenChat, seq: number, { deliveredToAllSeq }: Crowd): PlainPush {
  const payload = { chatId, participantId, seq, deliveredToAllSeq };
  return { event: 'receipt.delivered', payload, to: { chat: chatId } };
}
