import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource, In, Not } from 'typeorm';

import { Message } from '../messages/message.entity.js';
import { Config } from '../platform/config/config.js';
import { User } from '../users/user.entity.js';
import { PEOPLE } from './demo-people.js';
import { DemoStory, LAST_MESSAGE } from './demo-story.js';

/**
 * Fills an empty database with users, chats and messages, before the server listens. The next start completes a seed that was
 * interrupted: then only the demo accounts exist, and the last message of the demo is missing.
 */
@Injectable()
export class DemoSeed implements OnApplicationBootstrap {
  private readonly logger = new Logger(DemoSeed.name);

  constructor(
    private readonly config: Config,
    private readonly database: DataSource,
    private readonly story: DemoStory,
  ) {}

  async onApplicationBootstrap(): Promise<void> {
    if (!this.config.seedDemo || !(await this.isWanted())) return;
    const since = Date.now();
    await this.story.tell();
    this.logger.log({ ms: Date.now() - since }, 'demo data written');
  }

  private async isWanted(): Promise<boolean> {
    const emails = Object.values(PEOPLE).map(({ email }) => email);
    const { manager } = this.database;
    if (await manager.existsBy(User, { email: Not(In(emails)) })) return false;
    return !(await manager.existsBy(Message, LAST_MESSAGE));
  }
}
