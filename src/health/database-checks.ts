import { Injectable, type OnModuleInit } from '@nestjs/common';
import { DataSource } from 'typeorm';

import { HealthChecks } from '../platform/health-checks.js';

/** The database answers, and has every table this version needs. */
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
    await this.dataSource.query('SELECT 1');
  }

  /** Once applied they stay so: asked until then. */
  private async areApplied(): Promise<void> {
    this.migrated ||= !(await this.dataSource.showMigrations());
    if (!this.migrated) throw new Error('Migrations are pending: restart this node, or run `npm run migration:run`.');
  }
}
