/**
 * Gives the database another epoch, so that clients forget the numbers they hold: to be run after a backup was restored,
 * before the server starts. Takes the server's settings, from the environment and from `.env`.
 */
import { existsSync } from 'node:fs';

import database from '../dist/ormconfig.js';

if (existsSync('.env')) process.loadEnvFile('.env');
await database.initialize();
try {
  await database.runMigrations();
  await database.query('update epoch set id = gen_random_uuid()');
  console.log('The epoch is a new one: clients will load everything anew.');
} finally {
  await database.destroy();
}
