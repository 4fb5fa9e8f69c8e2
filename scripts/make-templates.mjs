/**
 * Makes dist/templates/empty, a migrated embedded database, and dist/templates/demo, one with the demo data and its files. A first start
 * copies one of them, which takes a fraction of the time of initdb, the migrations and the demo. Runs after the build, on what was built.
 */
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';

import { DataSource } from 'typeorm';

import { definition } from '../dist/ormconfig.js';
import { createApp } from '../dist/src/app.setup.js';
import { readConfig } from '../dist/src/platform/config/config.js';
import { MARK_TEMPLATE } from '../dist/src/platform/database/database.sql.js';
import { Database, databaseOptions } from '../dist/src/platform/database/database.js';

const dist = join(import.meta.dirname, '..', 'dist');
const templates = join(dist, 'templates');

/** The parts of a data directory that every installation may share. Its secret is not among them. */
const SHARED = ['postgres', 'media'];

/** @param fill fills the data directory of these settings, and closes what it opened */
async function make(name, settings, fill) {
  const dataDir = mkdtempSync(join(dist, 'template-'));
  await fill(readConfig({ DATA_DIR: dataDir, LOG_LEVEL: 'warn', ...settings }));
  const template = join(templates, name);
  mkdirSync(template);
  const parts = SHARED.filter((part) => existsSync(join(dataDir, part)));
  for (const part of parts) renameSync(join(dataDir, part), join(template, part));
  rmSync(dataDir, { recursive: true });
  // The user who runs the server may differ from the one who built it.
  for (const entry of readdirSync(template, { recursive: true, withFileTypes: true })) {
    chmodSync(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
  }
  chmodSync(template, 0o755);
}

rmSync(templates, { recursive: true, force: true });
mkdirSync(templates, { mode: 0o755 });
await make('empty', { SEED_DEMO: 'false' }, async (config) => {
  const database = new Database(databaseOptions(definition, () => config));
  await database.initialize();
  await database.runMigrations();
  await database.query(MARK_TEMPLATE);
  await database.destroy();
});
await make('demo', { SEED_DEMO: 'true' }, async (config) => {
  const app = await createApp(config);
  const database = app.get(DataSource);
  // The first start moves all times, and these rows hold some as numbers. Search does not depend on them, and they are soon made again.
  await database.query('delete from search_blocks');
  await database.query(MARK_TEMPLATE);
  await app.close();
});
