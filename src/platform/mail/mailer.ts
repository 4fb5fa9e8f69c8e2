import { setTimeout as sleep } from 'node:timers/promises';

import type { OnModuleDestroy } from '@nestjs/common';

import { AppError } from '../errors/app-error.js';
import type { FailureGuard } from '../errors/failure-guard.js';
import { type Mail, MailRefused, type MailTransport } from './mail.js';

/** Mails under way at once. */
const AT_ONCE = 2;
/** Mails that may wait. Each holds a few hundred bytes. */
const MOST_WAITING = 1_000;
/** Milliseconds before each retry. After the last one the mail is dropped; people can ask for another. */
const RETRIES = [5_000, 30_000, 120_000, 600_000];
/** Milliseconds for which a stopping server waits for mails that are under way. */
const LAST_MAILS_MS = 5_000;

type Write = () => Promise<Mail | null>;

interface Options {
  /** Mails reach people. False: they are files for developers. */
  delivers: boolean;
  /** Milliseconds before each retry. */
  retries?: number[];
}

/**
 * Sends mails after the request has been answered. They wait in memory: a crash loses those that wait, and whoever expected one asks
 * again. Every mail can be asked for again, or only tells of something that happened.
 */
export class Mailer implements OnModuleDestroy {
  private readonly waiting: (() => Promise<void>)[] = [];
  private readonly running = new Set<Promise<void>>();
  /** Mails that wait for their time, and what to do then. */
  private readonly timers = new Map<NodeJS.Timeout, { tries: number; start: () => void }>();
  private readonly retries: number[];
  private stopping = false;

  /** Mails reach people, so that a link in a mail proves whose address it is. */
  readonly delivers: boolean;

  /** @param transport null: this server sends no mail */
  constructor(
    private readonly transport: MailTransport | null,
    private readonly guard: FailureGuard,
    { delivers, retries = RETRIES }: Options,
  ) {
    this.delivers = delivers;
    this.retries = retries;
  }

  get available(): boolean {
    return this.transport !== null;
  }

  /** Too many mails wait, so `send` throws. */
  get isFull(): boolean {
    return this.waiting.length + this.timers.size >= MOST_WAITING;
  }

  /** @throws AppError mail.unavailable when this server sends no mail */
  mustBeAvailable(): void {
    if (!this.available) throw new AppError('mail.unavailable');
  }

  /**
   * Sends a mail later. Does nothing when this server sends none.
   * @param write makes the mail, with the queries that it needs; null for none. A failure is logged, and the mail is lost
   * @param afterMs milliseconds to wait first
   * @throws AppError overloaded when too many mails wait. This does not depend on who is to receive it.
   */
  send(write: Write, afterMs = 0): void {
    if (!this.available || this.stopping) return;
    if (this.isFull) throw new AppError('overloaded');
    this.later(write, afterMs);
  }

  /** Waits for the mails that are under way, and drops those that wait for a retry. */
  async onModuleDestroy(): Promise<void> {
    this.stopping = true;
    for (const [timer, { tries, start }] of this.timers) {
      clearTimeout(timer);
      if (tries === 0) start();
    }
    const all = (async () => {
      while (this.running.size > 0) await Promise.all(this.running);
    })();
    await Promise.race([all, sleep(LAST_MAILS_MS, undefined, { ref: false })]);
    this.transport?.close?.();
  }

  private later(write: Write, afterMs: number, tries = 0): void {
    if (afterMs === 0) return this.queue(write, tries);
    const start = () => {
      this.timers.delete(timer);
      this.queue(write, tries);
    };
    const timer = setTimeout(start, afterMs).unref();
    this.timers.set(timer, { tries, start });
  }

  private queue(write: Write, tries: number): void {
    this.waiting.push(() => this.attempt(write, tries));
    this.next();
  }

  private next(): void {
    const attempt = this.running.size < AT_ONCE ? this.waiting.shift() : undefined;
    if (!attempt) return;
    const run: Promise<void> = attempt()
      .catch((error: unknown) => this.guard.contain('mails', error))
      .finally(() => {
        this.running.delete(run);
        this.next();
      });
    this.running.add(run);
    this.next();
  }

  private async attempt(write: Write, tries: number): Promise<void> {
    const mail = await write();
    if (!mail || !isSafe(mail.to)) return;
    try {
      await this.transport?.deliver(mail);
    } catch (error) {
      this.guard.contain('mails', error);
      const wait = this.retries[tries];
      // The mail is written only once: a retry sends the same one.
      if (wait !== undefined && !(error instanceof MailRefused) && !this.stopping)
        this.later(() => Promise.resolve(mail), wait, tries + 1);
    }
  }
}

/** Whether an address cannot be taken for several ones, or for a header. A valid address may contain such characters in quotes. */
function isSafe(address: string): boolean {
  return !/[\s\p{Cc}<>(),;:"\\]/u.test(address);
}
