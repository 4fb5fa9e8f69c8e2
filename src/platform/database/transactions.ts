import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { Push } from '../../contract/events.js';
import { AppError } from '../errors/app-error.js';
import { EventBus } from '../events/event-bus.js';
import { isOverload } from './database-errors.js';

/** One transaction under way. Every query in it goes through `manager`: another one would wait for it to end. */
export interface Tx {
  manager: EntityManager;
  /** Sent when the transaction has committed; never when it has not. */
  publish(push: Push): void;
}

/** Runs work that must be true together, and lets its events out only after the commit. */
@Injectable()
export class Transactions {
  constructor(
    private readonly dataSource: DataSource,
    private readonly events: EventBus,
  ) {}

  /** @throws AppError `overloaded` when the database is too busy or away; whatever `work` throws */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const pushes: Push[] = [];
    const result = await this.commit((manager) => work({ manager, publish: (push) => pushes.push(push) }));
    for (const push of pushes) this.events.publish(push);
    return result;
  }

  /** Runs reads that must agree with each other: they all see one moment. Each goes through the manager. */
  async look<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.commit(async (manager) => {
      await manager.query('set transaction isolation level repeatable read read only');
      return work(manager);
    });
  }

  /**
   * Runs a read that looks through much. The server ends each of its statements after a second; the embedded database cannot.
   * @throws AppError overloaded
   */
  async search<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.commit(async (manager) => {
      await manager.query("select set_config('statement_timeout', '1000', true)");
      return work(manager);
    });
  }

  private async commit<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    try {
      return await this.dataSource.transaction(work);
    } catch (error) {
      throw isOverload(error) ? new AppError('overloaded', { cause: error }) : error;
    }
  }
}
