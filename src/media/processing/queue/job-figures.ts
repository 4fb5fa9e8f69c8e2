import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { Interval } from '@nestjs/schedule';
import { InjectRepository } from '@nestjs/typeorm';
import type { Repository } from 'typeorm';

import { ConsistencyChecks } from '../../../platform/health/checks.js';
import { Metrics } from '../../../platform/metrics/metrics.js';
import { MediaContent } from '../../media.entity.js';
import { MediaJobs } from './media-jobs.js';

const MINUTE = 60_000;
const SOME = 50;
/** Seconds: longer than all attempts of a job take. */
const OVERDUE = 30 * 60;

/** Shows operators how processing gets on: metrics, and a consistency check. */
@Injectable()
export class JobFigures implements OnModuleInit {
  private readonly logger = new Logger(JobFigures.name);

  constructor(
    private readonly jobs: MediaJobs,
    private readonly checks: ConsistencyChecks,
    private readonly metrics: Metrics,
    @InjectRepository(MediaContent) private readonly contents: Repository<MediaContent>,
  ) {}

  onModuleInit(): void {
    this.checks.add('every upload is processed in time', async () => {
      const violations = await this.jobs.overdue(OVERDUE, SOME);
      return { looked: violations.length, violations };
    });
  }

  @Interval(MINUTE)
  async count(): Promise<void> {
    try {
      const { waiting, failed } = await this.jobs.counts();
      this.metrics.mediaJobs.set({ state: 'waiting' }, waiting);
      this.metrics.mediaJobs.set({ state: 'failed' }, failed);
      this.metrics.mediaRejected.set(await this.contents.countBy({ status: 'rejected' }));
    } catch (err) {
      this.logger.warn({ err }, 'media jobs could not be counted');
    }
  }
}
