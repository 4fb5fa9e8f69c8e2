import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { ping } from '../platform/database/rows.js';
import { HealthChecks } from '../platform/health-checks.js';

/** Health checks: the database answers, and all migrations of this version are applied. */
@Injectable()
export class DatabaseChecks implements OnModuleInit {
  private migrated = false;

  constructor(
    private readonly dataSource: DataSource,
    private readonly checks: HealthChecks,
  ) {}

  onModuleInit(): void {
    this.checks.add('database', () => this.answers());
    this.checks.add('migrations', () => this.areApplied());
  }

  private async answers(): Promise<void> {
    await ping(this.dataSource);
  }

  /** Migrations that are applied stay applied, so the database is asked only until they are. */
  private async areApplied(): Promise<void> {
    this.migrated ||= !(await this.dataSource.showMigrations());
    if (!this.migrated) throw new Error('Migrations are pending: restart this node, or run `npm run migration:run`.');
  }
}
