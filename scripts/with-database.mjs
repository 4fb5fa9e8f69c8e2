/**
 * Runs something with the database of the server while the server does not run. Takes the server's settings from the environment and
 * from `.env`. If it fails, it writes one sentence and exits with 1.
 */
import { existsSync } from 'node:fs';

export async function withDatabase(work) {
  if (existsSync('.env')) process.loadEnvFile('.env');
  const { default: database } = await import('../dist/ormconfig.js');
  const { readConfig } = await import('../dist/src/platform/config/config.js');
  const { keepNewFilesPrivate } = await import('../dist/src/platform/process/private-files.js');
  const { explain } = await import('../dist/src/start-report.js');
  let config;
  keepNewFilesPrivate();
  try {
    config = readConfig(process.env);
    await database.initialize();
    await database.runMigrations();
    await work(database);
  } catch (error) {
    console.error(explain(error, config) ?? error.message);
    process.exitCode = 1;
  } finally {
    if (database.isInitialized) await database.destroy();
  }
}
