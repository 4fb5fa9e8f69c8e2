import { Injectable, Logger, type OnModuleDestroy } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';

import { DueMessages } from './due-messages.js';

const EVERY = 1_000;

/** Looks once a second for what has come due, on every node: whoever has it first does it. */
@Injectable()
export class Ticking implements OnModuleDestroy {
  private readonly logger = new Logger(Ticking.name);
  private working = Promise.resolve();
  private isWorking = false;
  private ended = false;

  constructor(private readonly messages: DueMessages) {}

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

  /** What fails is looked at again a second later. */
  private async work(): Promise<void> {
    try {
      while (!this.ended && (await this.messages.send()));
    } catch (err) {
      this.logger.warn({ err }, 'what has come due could not be seen to');
    }
  }
}
