import 'reflect-metadata';

import { definition } from '../ormconfig.js';
import { LockWaits } from '../src/platform/concurrency/lock-waits.js';
import { AppendMessages, MessageWriter } from '../src/messages/send/append-messages.js';
import { readConfig } from '../src/platform/config/config.js';
import { Database, databaseOptions } from '../src/platform/database/database.js';
import { EventBus } from '../src/platform/events/event-bus.js';
import { FailureGuard } from '../src/platform/errors/failure-guard.js';
import { Metrics } from '../src/platform/metrics/metrics.js';
import type { Acknowledged, AcknowledgedAsked } from './audit.js';
import { serve } from './child.js';
import { StatementPerMessage, TransactionPerMessage } from './plain-writers.js';
import { sendAll } from './direct-senders.js';
import type { WriterBurst } from './writer.js';

/** The writers alone, without HTTP: on DATABASE_URL, or on the embedded database in DATA_DIR. */
const database = new Database(databaseOptions(definition, () => readConfig(process.env)));
await database.initialize();
await database.runMigrations();
const metrics = new Metrics();
const bus = new EventBus(new FailureGuard(metrics));
const append = new AppendMessages(database);
const writers = {
  ours: new MessageWriter(append, bus, metrics, new LockWaits()),
  transactions: new TransactionPerMessage(bus, database),
  statements: new StatementPerMessage(bus, append),
};

const stored: Acknowledged[] = [];

serve(
  'ready',
  (asked: WriterBurst | AcknowledgedAsked) => ('acknowledgedOf' in asked ? stored : burst(asked)),
  () => database.destroy(),
);

function burst({ kind, talkers, seconds }: WriterBurst): Promise<number> {
  return sendAll(writers[kind], talkers, { seconds, stored });
}
