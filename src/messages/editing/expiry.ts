import { Injectable, Logger, type OnApplicationBootstrap, type OnModuleDestroy } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import { Any, IsNull, Not, Raw, type Repository } from 'typeorm';

import { lockChat } from '../../chats/timeline/timeline.js';
import { SHORTEST_LIFETIME } from '../../contract/dto/chat.dto.js';
import { UploadLifecycle } from '../../media/uploads/upload-lifecycle.js';
import { Transactions, type Tx } from '../../platform/database/transactions.js';
import { Message } from '../message.entity.js';
import { Erasures } from './deletions.js';

/**
 * Maximum milliseconds between two sweeps. It is less than the shortest lifetime, so that every node finds each message before it expires,
 * whichever node stored it.
 */
const CHECK_EVERY = (SHORTEST_LIFETIME - 1) * 1_000;
const AFTER_ERROR = 1_000;
/** How many messages are erased in one transaction, during which the chat is locked. */
const BATCH = 250;

/** Expired messages of one chat. */
interface Due {
  chatId: string;
  ids: string[];
}

/**
 * Erases expired messages, as if somebody had deleted them. Readers stop seeing them at the exact time: see `deletedAt`. All nodes do this, and the
 * lock of the chat makes sure that each message is erased once. Between two sweeps, a node only reads an index of the messages that will expire.
 */
@Injectable()
export class Expiry implements OnApplicationBootstrap, OnModuleDestroy {
  private readonly logger = new Logger(Expiry.name);
  private timer?: NodeJS.Timeout;
  private turn: Promise<void> = Promise.resolve();
  private stopped = false;

  constructor(
    @InjectRepository(Message) private readonly messages: Repository<Message>,
    private readonly transactions: Transactions,
    private readonly erasures: Erasures,
    private readonly uploads: UploadLifecycle,
  ) {}

  onApplicationBootstrap(): void {
    this.stopped = false;
    this.wait(0);
  }

  /** Finishes the current batch. The rest is left to other nodes, or to the next start. */
  async onModuleDestroy(): Promise<void> {
    this.stopped = true;
    clearTimeout(this.timer);
    await this.turn;
  }

  /** Erases all expired messages. @returns ms until the next sweep */
  async sweep(): Promise<number> {
    const failed: string[] = [];
    for (let due = await this.due(failed); due.length > 0 && !this.stopped; due = await this.due(failed)) {
      for (const one of due) if (!(await this.erase(one))) failed.push(one.chatId);
    }
    return failed.length > 0 ? AFTER_ERROR : this.untilNext();
  }

  private wait(ms: number): void {
    if (this.stopped) return;
    this.timer = setTimeout(() => {
      this.turn = this.sweepAndWait();
    }, ms);
  }

  private async sweepAndWait(): Promise<void> {
    const next = this.sweep().catch((err: unknown) => {
      this.logger.warn({ err }, 'what is to disappear could not be looked for');
      return AFTER_ERROR;
    });
    this.wait(await next);
  }

  /** @param except chats whose messages could not be erased: they must not delay those of other chats */
  private async due(except: string[]): Promise<Due[]> {
    const over = await this.messages.find({
      select: { chatId: true, id: true },
      where: { expiresAt: Raw((at) => `${at} <= now()`), deletedAt: IsNull(), chatId: Not(Any(except)) },
      order: { expiresAt: 'asc' },
      take: BATCH,
    });
    const byChat = new Map<string, string[]>(over.map(({ chatId }) => [chatId, []]));
    for (const { chatId, id } of over) byChat.get(chatId)?.push(id);
    return [...byChat].map(([chatId, ids]) => ({ chatId, ids }));
  }

  /** @returns false when it has to be tried again */
  private async erase({ chatId, ids }: Due): Promise<boolean> {
    try {
      const files = await this.transactions.runInTurn(chatId, async (tx) => {
        await lockChat(tx, chatId);
        const still = await stillThere(tx, chatId, ids);
        return still.length === 0 ? [] : this.erasures.erase(tx, chatId, still, null);
      });
      await this.uploads.discard(files);
      return true;
    } catch (err) {
      this.logger.warn({ err, chatId }, 'what has outlived its time could not be erased');
      return false;
    }
  }

  /** @returns ms until the next message expires, by the database's clock, which sets these times; at most `CHECK_EVERY` */
  private async untilNext(): Promise<number> {
    const next = await this.messages
      .createQueryBuilder('m')
      .select('greatest(ceil(extract(epoch from m.expiresAt - now()) * 1000), 0)::float8', 'ms')
      .where(TO_DISAPPEAR)
      .orderBy('m.expiresAt')
      .limit(1)
      .getRawOne<{ ms: number }>();
    return Math.min(next?.ms ?? CHECK_EVERY, CHECK_EVERY);
  }
}

const TO_DISAPPEAR = { expiresAt: Not(IsNull()), deletedAt: IsNull() };

/** Those of these messages that are not erased yet: another node may have erased some, or somebody deleted them. @returns ids, oldest first */
async function stillThere(tx: Tx, chatId: string, ids: string[]): Promise<string[]> {
  const found = await tx.manager.find(Message, {
    select: { chatId: true, id: true },
    where: { chatId, id: Any(ids), ...TO_DISAPPEAR },
    order: { seq: 'asc' },
  });
  return found.map(({ id }) => id);
}
