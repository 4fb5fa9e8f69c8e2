/**
 * Gives the database a new epoch, so that clients delete the numbers they hold. Run it after a backup was restored, before the server
 * starts.
 */
import { withDatabase } from './with-database.mjs';

await withDatabase(async (database) => {
  await database.query('update epoch set id = gen_random_uuid()');
  console.log('The epoch is a new one: clients will load everything anew.');
});
