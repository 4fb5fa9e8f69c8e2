import type { DataSource, Logger } from 'typeorm';

/** A statement that went to the database. */
export interface Statement {
  text: string;
  values: unknown[];
}

/** Records every statement that the server sends to its database. */
export class StatementCounter implements Logger {
  count = 0;
  latest: Statement | null = null;

  static on(database: DataSource): StatementCounter {
    const counter = new StatementCounter();
    database.logger = counter;
    return counter;
  }

  logQuery(text: string, values: unknown[] = []): void {
    this.count += 1;
    this.latest = { text, values };
  }

  logQueryError(): void {}
  logQuerySlow(): void {}
  logSchemaBuild(): void {}
  logMigration(): void {}
  log(): void {}
}
