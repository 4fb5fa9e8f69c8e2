import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { rows } from '../platform/database/rows.js';
import { PEOPLE } from './demo-people.js';
import { DemoStory, LAST_MESSAGE } from './demo-story.js';

/**
 * Fills an empty database with people, chats and messages to look at, before the server listens. A seed that was cut off
 * half way is completed by the next start: nobody but the people of the demo is there yet, and its last message is missing.
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
    const [found] = await rows<{ wanted: boolean }>(
      this.database,
      `select not exists (select from users where email <> all ($1::text[]))
         and not exists (select from messages where chat_id = $2 and id = $3) wanted`,
      [emails, LAST_MESSAGE.chatId, LAST_MESSAGE.id],
    );
    return found?.wanted ?? false;
  }
}
