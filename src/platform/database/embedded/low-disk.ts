import { statfs } from 'node:fs/promises';
import { resolve } from 'node:path';

import { Injectable, Logger, type OnApplicationBootstrap } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { DataSource } from 'typeorm';

import { Config } from '../../config/config.js';
import { HealthChecks } from '../../health/checks.js';
import { READ_ONLY } from '../database.sql.js';

/** Bytes. The database stops when there is no room for the next 16 MiB of its WAL, so writes are refused well before that. */
const RESERVE = 48 * 1024 * 1024;
const EVERY_MS = 1_000;

/**
 * Makes the embedded database read-only while its disk is nearly full. Each write then fails with the SQLSTATE read_only_sql_transaction,
 * which clients get as `storage.full`. Reads work, and writes work again as soon as there is room.
 */
@Injectable()
export class LowDisk implements OnApplicationBootstrap {
  private readonly logger = new Logger(LowDisk.name);
  private isLow = false;

  constructor(
    private readonly config: Config,
    private readonly database: DataSource,
    private readonly checks: HealthChecks,
  ) {}

  onApplicationBootstrap(): Promise<void> {
    if (this.config.embedded) this.checks.add('disk', () => this.mustHaveRoom());
    return this.check();
  }

  @Interval(EVERY_MS)
  async check(): Promise<void> {
    if (!this.config.embedded || !this.database.isInitialized) return;
    const isLow = (await this.room()) < RESERVE;
    if (isLow === this.isLow) return;
    // There is one session, so this applies to all later statements.
    await this.database.query(READ_ONLY, [isLow ? 'on' : 'off']);
    this.isLow = isLow;
    if (isLow)
      this.logger.error(
        `The disk of ${resolve(this.config.DATA_DIR)} is nearly full: nothing is written until there is room`,
      );
    else this.logger.log('There is room on the disk again');
  }

  private async mustHaveRoom(): Promise<void> {
    await this.check();
    if (this.isLow) throw new Error('the disk is nearly full');
  }

  /** Free bytes for the user of this process. */
  private async room(): Promise<number> {
    const { bavail, bsize } = await statfs(this.config.DATA_DIR);
    return bavail * bsize;
  }
}
