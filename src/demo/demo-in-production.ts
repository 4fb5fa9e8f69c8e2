import { Injectable, type OnModuleInit } from '@nestjs/common';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import { Config } from '../platform/config/config.js';
import { StartError } from '../platform/start-error.js';
import { DemoPerson } from './demo-person.entity.js';

/** Refuses the start in production while the database has demo accounts: their password is public. */
@Injectable()
export class DemoInProduction implements OnModuleInit {
  constructor(
    private readonly config: Config,
    @InjectRepository(DemoPerson) private readonly people: Repository<DemoPerson>,
  ) {}

  /** @throws StartError */
  async onModuleInit(): Promise<void> {
    if (!this.config.production || this.config.seedDemo || (await this.people.count()) === 0) return;
    throw new StartError(
      'The database has the demo accounts, such as asd@gmail.com, and everybody can read their password in the documents: ' +
        'run `npm run demo:remove` before the server goes into production, or set SEED_DEMO=true to keep them.',
    );
  }
}
