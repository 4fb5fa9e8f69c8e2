/**
 * The built server in a process of its own, for test files to share.
 *
 *     node main.mjs '{"RATE_LIMIT":"on"}'
 *
 * takes its settings as JSON, writes one line of JSON (its addresses) to stdout when it is ready, and ends when its stdin closes, so
 * that it never outlives the process that started it. In addition to the port for clients it has a control port, for what a test
 * cannot reach from outside: SQL, and the methods of its services (to run tomorrow's sweep, or to move a clock).
 */
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';

import 'reflect-metadata';
import { DataSource } from 'typeorm';

import { createApp } from '../../../dist/src/app.setup.js';
import { Config, readConfig } from '../../../dist/src/platform/config/config.js';
import { isOverload } from '../../../dist/src/platform/database/database-errors.js';
import { decode, encode } from './control-message.mjs';
import { partitionByChat } from './partitions.mjs';
import { recordPlans } from './plans.mjs';

const settings = JSON.parse(process.argv[2] ?? '{}');
const ownDataDir = settings.DATA_DIR === undefined ? mkdtempSync(join(tmpdir(), 'parley-test-')) : null;
const config = readConfig({ DATA_DIR: ownDataDir, ...settings });
// `npm run test:partitions`: the same server on tables that are partitioned by chat.
const partitions = Number(process.env.PARLEY_TEST_PARTITIONS ?? 0);
if (partitions > 0 && config.DATABASE_URL !== undefined) await partitionByChat(config, partitions);
const app = await createApp(config);
await app.listen(0, '127.0.0.1');

let plans;

/** The commands of the control port. Each takes its arguments from the message and returns the answer. */
const COMMANDS = {
  sql: (statement, values) => app.get(DataSource).query(statement, values),
  /** The plans of the statements since the call before. The first call begins to record them. */
  async plans() {
    plans ??= await recordPlans(app.get(DataSource).driver.master);
    return plans.splice(0);
  },
  routes: () => app.getHttpAdapter().getInstance().printRoutes({ commonPrefix: false }),
  /** Calls a method of a service, or reads one of its properties. */
  async service({ module, name, part, member }, args) {
    const provider = (await import(`../../../dist/src/${module}.js`))[name];
    const service = app.get(provider, { strict: false });
    const owner = part === undefined ? service : service[part];
    const found = owner[member];
    return typeof found === 'function' ? found.apply(owner, args) : found;
  },
};

async function answer(request, response) {
  const [command, ...args] = decode(await text(request));
  try {
    response.end(encode({ value: await COMMANDS[command](...args) }));
  } catch (error) {
    response.statusCode = 500;
    const { message, stack, code } = error;
    response.end(encode({ message, stack, code, passing: isOverload(error) }));
  }
}

const control = createServer((request, response) => void answer(request, response));
await new Promise((resolve) => control.listen(0, '127.0.0.1', resolve));

async function stop() {
  control.close();
  control.closeAllConnections();
  await app.close();
  if (ownDataDir !== null) rmSync(ownDataDir, { recursive: true, force: true });
  process.exit(0);
}

process.stdin.on('end', () => void stop()).resume();
// Ctrl-C goes to the whole process group: Jest stops first, and then closes our stdin.
process.on('SIGINT', () => undefined);

const addresses = {
  url: await app.getUrl(),
  control: `http://127.0.0.1:${control.address().port}`,
  dataDir: app.get(Config).DATA_DIR,
};
process.stdout.write(`${JSON.stringify(addresses)}\n`);
