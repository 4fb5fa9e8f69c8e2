import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { DueMessages } from './messages/due-messages.js';
import { DueReminders } from './reminders/due-reminders.js';

const EVERY = 1_000;

/** Reads due messages and reminders once a second. Every node does this; the one that locks a row first handles it. */
@Injectable()
export class DueScheduler implements OnModuleDestroy {
  private readonly logger = new Logger(DueScheduler.name);
  private working = Promise.resolve();
  private isWorking = false;
  private ended = false;

  constructor(
    private readonly messages: DueMessages,
    private readonly reminders: DueReminders,
  ) {}

  @Interval(EVERY)
  tick(): void {
    if (this.isWorking || this.ended) return;
    this.isWorking = true;
    this.working = this.work().finally(() => (this.isWorking = false));
  }

  /** Waits for the current work, because the database is closed afterwards. */
  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    await this.working;
  }

  /** A failure does not stop the work that follows. It is tried again a second later. */
  private async work(): Promise<void> {
    await this.all(() => this.messages.send());
    await this.all(() => this.reminders.remind());
  }

  /** @param some handles a part of what is due, and returns whether there may be more */
  private async all(some: () => Promise<boolean>): Promise<void> {
    try {
      while (!this.ended && (await some()));
    } catch (err) {
      this.logger.warn({ err }, 'what has come due could not be seen to');
    }
  }
}
