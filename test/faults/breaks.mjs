import { setTimeout as pause } from 'node:timers/promises';

import { uuidv7 } from 'uuidv7';

/**
 * Ways to break the server on purpose: what stands in for the database under the one statement that stores messages.
 * The crash suite has to find each of them, or it proves nothing.
 */
export const BREAKS = {
  /** The answer leaves while the transaction is still open. */
  'answer-before-commit': (database) => async (sql, values) => {
    const runner = database.createQueryRunner();
    await runner.startTransaction();
    const stored = await runner.query(sql, values);
    void pause(40).then(() => runner.commitTransaction().finally(() => runner.release()));
    return stored;
  },
  /** The id that the client chose is not the message's: a retry is a second message. */
  'forget-ids':
    (database) =>
    (sql, [chats, users, ids, ...rest]) =>
      database.query(sql, [chats, users, ids.map(() => uuidv7()), ...rest]),
  /** A number is taken and not used, now and then. */
  'skip-numbers': (database) => async (sql, values) => {
    if (Math.random() < 0.05)
      await database.query('update chats set last_seq = last_seq + 1 where id = $1', [values[0][0]]);
    return database.query(sql, values);
  },
};
