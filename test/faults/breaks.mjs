import { setTimeout as pause } from 'node:timers/promises';

import { uuidv7 } from 'uuidv7';

import { RoomAdmission } from '../../dist/src/realtime/feed/history-rooms.js';
import { JournalCatchUp } from '../../dist/src/realtime/feed/journal-catch-up.js';
import { userRoom } from '../../dist/src/realtime/sockets/chat-socket.js';

const SKIPPED = 0.05;

/** Replaces the database for the one statement that stores messages. */
const answerBeforeCommit = (database) => async (sql, values) => {
  const runner = database.createQueryRunner();
  await runner.startTransaction();
  const stored = await runner.query(sql, values);
  void pause(40).then(() => runner.commitTransaction().finally(() => runner.release()));
  return stored;
};

const forgetIds =
  (database) =>
  (sql, [chats, users, ids, ...rest]) =>
    database.query(sql, [chats, users, ids.map(() => uuidv7()), ...rest]);

const skipNumbers = (database) => async (sql, values) => {
  const skip = 'update chats set last_seq = last_seq + 1 where id = $1';
  if (Math.random() < SKIPPED) await database.query(skip, [values[0][0]]);
  return database.query(sql, values);
};

/**
 * Ways to break the server on purpose, each in one place: below the statement that stores (`append`), in the function that the
 * statement calls (`sql`: text and replacement), or in a provider. The crash suite must find each of them.
 */
export const BREAKS = {
  /** The answer is sent while the transaction is still open. */
  'answer-before-commit': { append: answerBeforeCommit },
  /** The server ignores the id that the client chose: a retry becomes a second message. */
  'forget-ids': { append: forgetIds },
  /** A number is taken and not used, now and then. */
  'skip-numbers': { append: skipNumbers },
  /** Only the primary key checks whether an id is known, after its number was taken. */
  'number-before-conflict': {
    sql: [
      ['when m.seq is not null then case', 'when false then case'],
      [
        `from numbered n where n.outcome = 'created')`,
        `from numbered n where n.outcome = 'created' on conflict do nothing)`,
      ],
    ],
  },
  /** The numbers of messages come from a sequence. */
  'seq-from-sequence': {
    prepare: 'create sequence if not exists broken_seq',
    sql: [['v.seq_before + p.place seq', `nextval('broken_seq')::int seq`]],
  },
  /** No node reads the journal: a push whose hint is lost never arrives. */
  'no-healing': {
    provider: JournalCatchUp,
    as: class extends JournalCatchUp {
      catchUp() {
        return Promise.resolve();
      }
    },
  },
  /** A removed person is told so, but still receives pushes. */
  'leavers-stay': {
    provider: RoomAdmission,
    as: class extends RoomAdmission {
      remove(userId, chatId) {
        this.sockets.emit([userRoom(userId)], 'chat.removed', { chatId });
      }
    },
  },
};
