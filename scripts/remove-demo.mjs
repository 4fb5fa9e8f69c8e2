/** Removes the demo people and their data. Run it before a database with demo data goes into production. */
import { withDatabase } from './with-database.mjs';

const { removeDemo } = await import('../dist/src/demo/demo-removal.js');

await withDatabase(async (database) => {
  const { people, closed, chats } = await removeDemo(database);
  if (people + closed === 0) console.log('There are no demo accounts here.');
  else console.log(`Demo accounts removed: ${people}. Chats of theirs removed: ${chats}.`);
  if (closed > 0) {
    console.log(
      `Demo accounts closed: ${closed}. They are in chats with others: what they said stays, and nobody can sign in to them.`,
    );
  }
});
