import { type DynamicModule, Global, Logger, Module } from '@nestjs/common';
import { TypeOrmModule } from '@nestjs/typeorm';
import type { DataSourceOptions } from 'typeorm';

import { Config } from '../config/config.js';
import { Database, type DatabaseDefinition, type DatabaseOptions, databaseOptions } from './database.js';
import { Epoch } from './epoch.js';
import { Journal } from './journal.js';
import { LowDisk } from './embedded/low-disk.js';
import { Once } from './once.js';
import { Transactions } from './transactions.js';

/**
 * Opens and migrates the database before anything uses it, and closes it after HTTP is closed. Nest destroys the DataSource in
 * `onApplicationShutdown`, so last writes belong in an earlier hook.
 */
@Global()
@Module({})
export class DatabaseModule {
  static of(definition: DatabaseDefinition): DynamicModule {
    const orm = TypeOrmModule.forRootAsync({
      inject: [Config],
      useFactory: (config: Config) => ({
        ...databaseOptions(definition, () => config),
        // No retry: when the database is not reachable, the start fails with one sentence.
        toRetry: () => false,
      }),
      dataSourceFactory: (options) => open(options),
    });
    return {
      module: DatabaseModule,
      imports: [orm],
      providers: [Epoch, Journal, LowDisk, Once, Transactions],
      exports: [Epoch, Journal, Once, Transactions],
    };
  }
}

async function open(options?: DataSourceOptions): Promise<Database> {
  const database = new Database(options as DatabaseOptions);
  await database.initialize();
  try {
    await database.runMigrations();
  } catch (error) {
    await database.destroy();
    throw error;
  }
  new Logger(DatabaseModule.name).log(database.description);
  return database;
}
