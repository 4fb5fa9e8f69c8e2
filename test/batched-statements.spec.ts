import { DataSource, type Logger } from 'typeorm';

import type { MessageView } from '../src/contract/views/message.view.js';
import { FOR_EACH, listQuery, ONE } from '../src/chats/list/list.sql.js';
import { SHARED_BY_ID } from '../src/messages/history/history.sql.js';
import { allReceived } from './support/all-received.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { here, useServerHere } from './support/server-here.js';
import { participantIdOf } from './support/participant-ids.js';
import { pollOf, votes } from './support/polls.js';

useServerHere();

const NAMES = ['ada', 'ben', 'cleo', 'dana', 'eve', 'finn', 'gus', 'hana'];
const EMOJIS = ['👍', '❤', '😂', '🎉'];

/** Runs work. @returns its result, and the text of every statement that the server ran meanwhile, also for its timers */
async function recorded<Result>(work: () => Promise<Result>): Promise<{ result: Result; statements: string[] }> {
  const database = here().get(DataSource);
  const before = database.logger;
  const statements: string[] = [];
  database.logger = { ...SILENT, logQuery: (text) => statements.push(text) };
  const result = await work().finally(() => (database.logger = before));
  return { result, statements };
}

const nothing = (): void => undefined;
const SILENT: Logger = {
  logQuery: nothing,
  logQueryError: nothing,
  logQuerySlow: nothing,
  logSchemaBuild: nothing,
  logMigration: nothing,
  log: nothing,
};

const count = (statements: string[], ...texts: (string | RegExp)[]): number =>
  statements.filter((one) => texts.some((text) => (typeof text === 'string' ? one === text : text.test(one)))).length;

/** How often the server read a chat as somebody sees it, for one person or for several. */
const chatsRead = (statements: string[]): number => count(statements, FOR_EACH, listQuery(ONE));

async function connected(names: string[]): Promise<[Person, Person, ...Person[]]> {
  return Object.values(await people(...names)) as [Person, Person, ...Person[]];
}

/** Waits until each of them has the chat as they see it, and receives what is sent to it later. */
async function expectAllIn(chat: { id: string }, owner: Person, others: Person[]): Promise<void> {
  for (const one of others) {
    const seen = one.socket?.all('chat.created').filter(({ id }) => id === chat.id);
    expect(seen).toEqual([
      expect.objectContaining({ id: chat.id, participantId: participantIdOf(await one.chat(chat), one) }),
    ]);
  }
  await owner.says(chat, 'welcome');
  await allReceived(owner, chat, ...others.map(({ socket }) => socket));
}

const created = (chat: { id?: string }, all: Person[]): Promise<unknown> =>
  Promise.all(all.map((one) => one.waitFor('chat.created', ({ id }) => chat.id === undefined || id === chat.id)));

describe('the number of statements does not grow', () => {
  it('with the people of a new group', async () => {
    const [ada, ...others] = await connected(NAMES);
    const read: number[] = [];
    for (const some of [others.slice(0, 2), others]) {
      const { result: chat, statements } = await recorded(async () => {
        const pushed = created({}, some);
        const group = await ada.opensGroup('Boats', ...some);
        await pushed;
        return group;
      });
      read.push(chatsRead(statements));
      await expectAllIn(chat, ada, some);
    }
    expect(read).toEqual([read[0], read[0]]);
  });

  it('with the people who are added to a group at once', async () => {
    const [ada, ben, ...others] = await connected(NAMES);
    const read: number[] = [];
    for (const some of [others.slice(0, 2), others]) {
      const chat = await ada.opensGroup('Boats', ben);
      await ada.says(chat, 'early');
      await allReceived(ada, chat, ada.socket);
      const { statements } = await recorded(async () => {
        const pushed = created(chat, some);
        await ada.adds(chat, ...some);
        await pushed;
      });
      read.push(chatsRead(statements));
      await expectAllIn(chat, ada, some);
    }
    expect(read).toEqual([1, 1]);
  });

  it('with the reactions of a batch, in a group that hides its history from somebody', async () => {
    const [ada, ...others] = await connected(NAMES);
    const [late, ...early] = others;
    const chat = await ada.opensGroup('Boats', ...early);
    const hidden = await ada.says(chat, 'before');
    await ada.sets(chat, { historyHidden: true });
    await ada.adds(chat, late);
    const seen = await ada.says(chat, 'after');
    await allReceived(ada, chat, ...others.map(({ socket }) => socket));

    const reactions = early.flatMap((one, place) =>
      EMOJIS.map((emoji) => [one, emoji, [hidden, seen][place % 2]!] as const),
    );
    const { statements } = await recorded(async () => {
      await Promise.all(reactions.map(([one, emoji, message]) => one.reacts(message, emoji)));
      await allReceived(ada, chat, ...others.map(({ socket }) => socket));
    });
    const batches = count(statements, /change_reactions/);
    expect(batches).toBeLessThan(reactions.length / 2);
    expect(count(statements, SHARED_BY_ID)).toBeLessThanOrEqual(batches);

    const pushed = late.socket!.all('reaction.added').map(({ messageId }) => messageId);
    expect(pushed).toEqual(reactions.filter(([, , { id }]) => id === seen.id).map(() => seen.id));
    const tombstones = late.socket!.all('message.updated').filter(({ id }) => id === hidden.id);
    expect(tombstones).toHaveLength(reactions.length - pushed.length);
    for (const one of tombstones) expect(one).toMatchObject({ message: '', reactions: [] });
    expect(early[0]!.socket!.all('reaction.added')).toHaveLength(reactions.length);
  });

  it('with the votes of a batch, and the poll is read once for all who voted', async () => {
    const [ada, ...others] = await connected(NAMES);
    const chat = await ada.opensGroup('Boats', ...others);
    const options = ['now', 'later'];
    const poll = await ada.says(chat, 'When?', { poll: { options } });
    await allReceived(ada, chat, ...others.map(({ socket }) => socket));

    const queries = jest.spyOn(here().get(DataSource), 'query');
    const { result, statements } = await recorded(async () => {
      const answers = await Promise.all(others.map((one, place) => votes(one, poll, options[place % 2]!)));
      await allReceived(ada, chat, ...others.map(({ socket }) => socket));
      return answers;
    });
    const found = await Promise.all(queries.mock.results.map(({ value }) => value as Promise<unknown>));
    queries.mockRestore();

    const batches = count(statements, /cast_votes/);
    expect(batches).toBeLessThan(others.length / 2);
    const reads = (found.flat() as { id?: string }[]).filter((row) => row.id === poll.id);
    // for the voters, and for the push
    expect(reads.length).toBeLessThanOrEqual(2 * batches);
    const chosen = result.map((answer) => pollOf(answer).options.map((one) => 'mine' in one && one.mine));
    expect(chosen).toEqual(others.map((_, place) => options.map((_one, option) => option === place % 2)));
    expect(pollOf(result.at(-1)!).voters).toBe(others.length);
  });

  it('with the threads that somebody leaves together with their group', async () => {
    const [ada, ben] = await connected(['ada', 'ben']);
    const written: number[] = [];
    for (const threads of [1, 5]) {
      const chat = await ada.opensGroup('Boats', ben);
      const ids: string[] = [];
      for (let n = 0; n < threads; n++) {
        const { id } = await ada.says(chat, 'about this');
        ids.push((await ben.does<{ id: string }>('PUT', `/api/chats/${chat.id}/messages/${id}/thread`)).id);
      }
      const left = ids.map((id) => ada.waitFor('participant.left', ({ chatId }) => chatId === id));
      const { statements } = await recorded(() => ben.leaves(chat).then(() => Promise.all(left)));
      written.push(
        count(statements, /^(insert into changes|update "?participants|update "?chats)/i, /insert into changes/),
      );
      for (const push of await Promise.all(left)) expect(push).toMatchObject({ participant: { user: { id: ben.id } } });
      expect((await ada.chat({ id: ids[0]! })).participants.map(({ user }) => user.id)).toEqual([ada.id]);
    }
    expect(written).toEqual([written[0], written[0]]);
  });

  it('with the reminders that are due at the same time', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensGroup('Boats', ben);
    const messages: MessageView[] = [];
    for (let n = 0; n < 6; n++) messages.push(await ada.says(chat, 'call me'));
    const remindAt = new Date(Date.now() + 1_500).toISOString();
    const path = ({ id }: MessageView) => `/api/chats/${chat.id}/messages/${id}/reminder`;
    let mine = 0;
    for (const message of messages) ({ mine } = await ada.does<{ mine: number }>('PUT', path(message), { remindAt }));

    const { result, statements } = await recorded(() =>
      Promise.all(messages.map(({ id }) => ada.waitFor('reminder.due', ({ messageId }) => messageId === id))),
    );
    expect(count(statements, /update "?reminders/i)).toBe(1);
    expect(count(statements, /update "?participants/i)).toBe(1);
    expect(result.map((push) => push.mine).sort((a, b) => a - b)).toEqual(messages.map((_, n) => mine + 1 + n));
  });
});
