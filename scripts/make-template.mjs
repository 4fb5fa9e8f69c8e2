/**
 * Makes dist/pglite-template, a migrated, empty embedded database: a first start copies it, which takes a fraction
 * of the time that initdb and the migrations do. Runs after the build, on what was built.
 */
import { chmod, mkdtemp, readdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';

import { definition } from '../dist/ormconfig.js';
import { readConfig } from '../dist/src/platform/config/config.js';
import { Database, databaseOptions } from '../dist/src/platform/database/database.js';

const dist = join(import.meta.dirname, '..', 'dist');
const template = join(dist, 'pglite-template');

await rm(template, { recursive: true, force: true });
const dataDir = await mkdtemp(join(dist, 'template-'));
const database = new Database(databaseOptions(definition, () => readConfig({ DATA_DIR: dataDir })));
await database.initialize();
await database.runMigrations();
await database.destroy();

await rename(join(dataDir, 'postgres'), template);
await rm(dataDir, { recursive: true });
// The template contains no data of anybody. The user who runs the server may differ from the one who built it.
for (const entry of await readdir(template, { recursive: true, withFileTypes: true })) {
  await chmod(join(entry.parentPath, entry.name), entry.isDirectory() ? 0o755 : 0o644);
}
await chmod(template, 0o755);
