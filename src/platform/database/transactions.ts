import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';

import type { Push } from '../../contract/events.js';
import { LockWaits } from '../concurrency/lock-waits.js';
import { Turns } from '../concurrency/turns.js';
import { AppError } from '../errors/app-error.js';
import { EventBus } from '../events/event-bus.js';
import { isOverload } from './database-errors.js';
import { CANCEL_AFTER_A_SECOND, ONE_SNAPSHOT } from './database.sql.js';

/** A transaction under way. All its queries must go through `manager`: any other query would wait for the transaction to end. */
export interface Tx {
  manager: EntityManager;
  /** Sends a push after the commit. It is not sent when the transaction fails. */
  publish(push: Push): void;
  /** Runs work after the commit, and not at all when the transaction fails. It must not throw. */
  afterCommit(work: () => void): void;
}

/**
 * Limits for transactions that lock a chat. At most four of the ten connections wait for such locks, so that everything else goes on. Work
 * waits for less than the five seconds in which every call is answered.
 */
const LOCKING = { atOnce: 4, waiting: 200, forMs: 4_000 };

/** Runs work in transactions, and publishes its events only after the commit. */
@Injectable()
export class Transactions {
  private readonly turns: Turns;

  constructor(
    private readonly dataSource: DataSource,
    private readonly events: EventBus,
    waits: LockWaits,
  ) {
    this.turns = new Turns(LOCKING, waits);
  }

  /** Runs work in one transaction. @throws AppError overloaded when the database is too busy or not reachable; whatever `work` throws */
  async run<T>(work: (tx: Tx) => Promise<T>): Promise<T> {
    const after: (() => void)[] = [];
    const afterCommit = (step: () => void): void => void after.push(step);
    const publish = (push: Push): void => afterCommit(() => this.events.publish(push));
    const result = await this.commit((manager) => work({ manager, publish, afterCommit }));
    for (const step of after) step();
    return result;
  }

  /**
   * Runs work that locks a chat first. A node runs one such transaction per chat at a time. The others wait here, and not in the database,
   * where each would keep a connection. Work must not call this again.
   * @param key id of the chat
   * @throws AppError overloaded, also when too many wait for this chat; whatever `work` throws
   */
  async runInTurn<T>(key: string, work: (tx: Tx) => Promise<T>): Promise<T> {
    return this.turns.run(key, () => this.run(work));
  }

  /** Runs reads that must agree with each other: they share one snapshot. All must go through the manager. @throws AppError overloaded */
  async readSnapshot<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.commit(async (manager) => {
      await manager.query(ONE_SNAPSHOT);
      return work(manager);
    });
  }

  /**
   * Runs a read of many rows. A PostgreSQL server cancels each of its statements after a second; the embedded database cannot.
   * @throws AppError overloaded
   */
  async search<T>(work: (manager: EntityManager) => Promise<T>): Promise<T> {
    return this.commit(async (manager) => {
      await manager.query(CANCEL_AFTER_A_SECOND);
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
