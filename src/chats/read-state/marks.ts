import { Injectable, Logger } from '@nestjs/common';
import { isUUID } from 'class-validator';
import { DataSource } from 'typeorm';

import type { DeliveredView, ReadView } from '../../contract/views/chat.view.js';
import type { PlainPush } from '../../contract/events.js';
import { isOverload } from '../../platform/database/database-errors.js';
import { type Answer, eachWritten } from '../../platform/database/each-written.js';
import { rows } from '../../platform/database/rows.js';
import { AppError } from '../../platform/errors/app-error.js';
import { EventBus } from '../../platform/events/event-bus.js';
import { GroupCommit } from '../../platform/concurrency/group-commit.js';
import type { OpenChat } from '../access/chat-access.js';
import { type Mark, type MovedMarks, MoveMarks } from './move-marks.js';
import { COUNT_READERS, RECEIPTS_UP_TO } from './read-state.sql.js';

/** Milliseconds between two batches of marks. There are many marks, and no user waits for one. */
const EVERY_MS = 50;
/** How many times the query for receipts is tried. A lost connection makes one try fail. */
const TRIES = 3;

/** How far all participants of a chat have read and received. In chats too large for receipts only some of them are counted. */
interface ReaderCounts {
  chatId: string;
  people: number;
  readByAllSeq: number;
  deliveredToAllSeq: number;
}

type Moved = Pick<MovedMarks, 'chatId' | 'participantId' | 'moved' | 'lastReadSeq' | 'lastDeliveredSeq'>;

/** Moves read and delivered marks, and pushes them. Marks only move forward. The delivered mark is never below the read mark. */
@Injectable()
export class Marks {
  private readonly logger = new Logger(Marks.name);
  private readonly commit = new GroupCommit<Mark, Answer<MovedMarks | null>, MovedMarks>({
    write: (marks) => this.write(marks),
    settle: (answer) => settled(answer),
    every: EVERY_MS,
  });

  constructor(
    private readonly moves: MoveMarks,
    private readonly database: DataSource,
    private readonly bus: EventBus,
  ) {}

  /**
   * Marks everything up to `seq` as read, and as delivered. A `seq` above the last message counts as the last message. The chat is no longer marked
   * as unread, and changes so far count as seen, even if the read mark is at `seq` already.
   * @throws AppError chat.not_found, overloaded
   */
  async read(userId: string, chatId: string, seq: number): Promise<ReadView> {
    return readView(await this.move({ userId, chatId, kind: 'read', seq }));
  }

  /** Marks everything up to `seq` as delivered to one of the caller's devices. @throws AppError chat.not_found, overloaded */
  async delivered(userId: string, chatId: string, seq: number): Promise<DeliveredView> {
    const { lastDeliveredSeq, mine, ...moved } = await this.move({ userId, chatId, kind: 'delivered', seq });
    return { chatId: moved.chatId, lastDeliveredSeq, mine };
  }

  /** Pushes the receipt for a read mark that was moved without `read`. */
  async pushRead({ chatId, participantId }: OpenChat, seq: number): Promise<void> {
    const [counts] = await rows<ReaderCounts>(this.database, COUNT_READERS, [[chatId]]);
    const moved = { chatId, participantId, moved: 'read' as const, lastReadSeq: seq, lastDeliveredSeq: seq };
    const receipt = counts && receiptOf(moved, counts);
    if (receipt) this.bus.publish(receipt);
  }

  private async move(mark: Mark): Promise<MovedMarks> {
    if (!isUUID(mark.chatId)) throw new AppError('chat.not_found');
    return this.commit.add({ ...mark, chatId: mark.chatId.toLowerCase() });
  }

  private async write(marks: Mark[]): Promise<Answer<MovedMarks | null>[]> {
    const answers = await eachWritten((part) => this.moves.run(part), marks);
    const moved = answers.filter((answer): answer is MovedMarks => answer !== null && !(answer instanceof Error));
    const once = moved.filter(
      (one, place) => one.moved !== null && moved.findIndex((other) => isSame(one, other)) === place,
    );
    once.sort((a, b) => a.mine - b.mine); // the changes of one person in the order in which they were written
    if (once.length > 0) await this.announce(once);
    return answers;
  }

  /**
   * Pushes moved marks. Receipts are computed after the moves are committed: of two batches at the same time, the one that reads later includes
   * both.
   */
  private async announce(moved: MovedMarks[]): Promise<void> {
    for (const one of moved) this.bus.publish(ownPush(one));
    const allCounts = await this.countReaders([...new Set(moved.map(({ chatId }) => chatId))]);
    for (const one of moved) {
      const counts = allCounts.find(({ chatId }) => chatId === one.chatId);
      const receipt = counts && receiptOf(one, counts);
      if (receipt) this.bus.publish(receipt);
    }
  }

  /** Retries, because the marks are stored already: otherwise nobody would get the receipts. */
  private async countReaders(chatIds: string[]): Promise<ReaderCounts[]> {
    for (let left = TRIES - 1; ; left--) {
      try {
        return await rows<ReaderCounts>(this.database, COUNT_READERS, [chatIds]);
      } catch (err) {
        if (left > 0) continue;
        this.logger.warn({ err }, 'receipts could not be told: clients learn of them by their next sync');
        return [];
      }
    }
  }
}

function settled(answer: Answer<MovedMarks | null>): MovedMarks {
  if (answer instanceof Error) throw isOverload(answer) ? new AppError('overloaded', { cause: answer }) : answer;
  if (!answer) throw new AppError('chat.not_found');
  return answer;
}

const isSame = (one: MovedMarks, other: MovedMarks): boolean =>
  one.participantId === other.participantId && one.mine === other.mine;

function readView({ chatId, lastReadSeq, lastReadRev, unreadCount, mine }: MovedMarks): ReadView {
  return { chatId, lastReadSeq, lastReadRev, unreadCount, mine };
}

function ownPush(moved: MovedMarks): PlainPush {
  const to = { users: [moved.userId] };
  const { chatId, lastDeliveredSeq, mine } = moved;
  if (moved.moved === 'delivered') return { event: 'chat.delivered', payload: { chatId, lastDeliveredSeq, mine }, to };
  return { event: 'chat.read', payload: readView(moved), to };
}

/** The push to the chat; null if the chat is too large for receipts, or only private state changed. */
function receiptOf(moved: Moved, { people, readByAllSeq, deliveredToAllSeq }: ReaderCounts): PlainPush | null {
  const { chatId, participantId, lastReadSeq, lastDeliveredSeq } = moved;
  if (people > RECEIPTS_UP_TO || moved.moved === 'own') return null;
  if (moved.moved === 'read') {
    const payload = { chatId, participantId, seq: lastReadSeq, readByAllSeq };
    return { event: 'receipt.read', payload, to: { chat: chatId } };
  }
  const payload = { chatId, participantId, seq: lastDeliveredSeq, deliveredToAllSeq };
  return { event: 'receipt.delivered', payload, to: { chat: chatId } };
}
