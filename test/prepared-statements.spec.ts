import { DataSource } from 'typeorm';

import { itUnless } from './support/it-unless.js';
import { group, votes } from './support/polls.js';
import { here, useServerHere } from './support/server-here.js';

useServerHere();

const CONNECTIONS = 10;

/** The names of the statements that any connection of the pool has prepared. */
async function preparedStatements(): Promise<Set<string>> {
  const names = new Set<string>();
  const runners = Array.from({ length: CONNECTIONS }, () => here().get(DataSource).createQueryRunner());
  try {
    for (const runner of runners) {
      const found = (await runner.query('select name from pg_prepared_statements')) as { name: string }[];
      for (const { name } of found) names.add(name);
    }
  } finally {
    await Promise.all(runners.map((runner) => runner.release()));
  }
  return names;
}

describe('on PostgreSQL', () => {
  itUnless(
    process.env.TEST_DATABASE_URL === undefined && 'the embedded database has one connection, which prepares nothing',
    'the statements that store sends, reactions and votes are prepared, and no others',
    async () => {
      const { ada, ben, asked } = await group();
      await ben.reacts(asked, '👍');
      await votes(ben, asked, 'Monday');
      await ada.edits(await ada.says({ id: asked.chatId }, 'Well?'), 'So?');
      expect(await preparedStatements()).toEqual(new Set(['append_sends', 'change_reactions', 'cast_votes']));
    },
  );
});
