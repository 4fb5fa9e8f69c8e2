import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { DueMessages } from './messages/due-messages.js';
import { DueReminders } from './reminders/due-reminders.js';

const EVERY = 1_000;

/** Looks once a second for what has come due, on every node: whoever has it first does it. */
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

  /** What is under way is done before the database is closed. */
  async onModuleDestroy(): Promise<void> {
    this.ended = true;
    await this.working;
  }

  /** What fails is looked at again a second later, and holds up nothing else. */
  private async work(): Promise<void> {
    await this.all(() => this.messages.send());
    await this.all(() => this.reminders.remind());
  }

  /** @param some what is due, of which there may be more */
  private async all(some: () => Promise<boolean>): Promise<void> {
    try {
      while (!this.ended && (await some()));
    } catch (err) {
      this.logger.warn({ err }, 'what has come due could not be seen to');
    }
  }
}
