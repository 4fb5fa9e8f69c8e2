/**
 * Gives the database another epoch, so that clients forget the numbers they hold: to be run after a backup was restored,
 * before the server starts.
 */
import { withDatabase } from './with-database.mjs';

await withDatabase(async (database) => {
  await database.query('update epoch set id = gen_random_uuid()');
  console.log('The epoch is a new one: clients will load everything anew.');
});
