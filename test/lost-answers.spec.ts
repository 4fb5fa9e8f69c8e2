import { DataSource, QueryFailedError, type QueryRunner } from 'typeorm';

import type { MediaView } from '../src/contract/views/message.view.js';
import { allReceived } from './support/all-received.js';
import { form, read } from './support/files.js';
import { onAnotherDevice, people } from './support/people.js';
import type { Person } from './support/person.js';
import { here, useServerHere } from './support/server-here.js';

useServerHere();
afterEach(() => jest.restoreAllMocks());

type Rows = Promise<Record<string, unknown>[]>;
type Ask = (values: unknown[]) => Rows;

/** Lets `carryOut` run each statement that contains `part`, in place of the server. All other statements run as usual. */
function intercept(part: string, carryOut: (ask: Ask, values: unknown[]) => Rows): void {
  const database = here().get(DataSource);
  const query = database.query.bind(database) as (sql: string, values?: unknown[], runner?: QueryRunner) => Rows;
  // A query in a transaction passes its runner. Without the runner it would wait for the connection that its own transaction holds.
  const intercepted = (sql: string, values: unknown[] = [], runner?: QueryRunner): Rows =>
    sql.includes(part) ? carryOut((others) => query(sql, others, runner), values) : query(sql, values, runner);
  jest.spyOn(database, 'query').mockImplementation(intercepted as typeof database.query);
}

const lost = (): QueryFailedError =>
  new QueryFailedError('a statement', [], new Error('Connection terminated unexpectedly'));

/** Commits the statement and then throws, as if the connection broke before the answer came. Does so `times` times. */
function loseAnswers(part: string, times = 1): void {
  let left = times;
  intercept(part, async (ask, values) => {
    const answer = await ask(values);
    if (left-- > 0) throw lost();
    return answer;
  });
}

/** Commits the next transaction, and then throws. */
function loseAnswerOfCommit(): void {
  const database = here().get(DataSource);
  const transaction = database.transaction.bind(database) as (work: unknown) => Promise<unknown>;
  const losing = async (work: unknown): Promise<never> => {
    await transaction(work);
    throw lost();
  };
  jest.spyOn(database, 'transaction').mockImplementationOnce(losing);
}

const MOVE_MARKS = 'moved as (\n    update participants';
const COUNT_READERS = 'read_by_all';

async function group() {
  const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
  const chat = await ada.opensGroup('A group', ben, cleo);
  await ada.says(chat, 'one');
  await ada.says(chat, 'two');
  const { participantId } = await ben.chat(chat);
  const settled = () => allReceived(ada, chat, ada.socket, ben.socket, cleo.socket);
  return { ada, ben, cleo, chat, participantId, settled };
}

const readsOf = (listener: Person, participantId: string): number[] =>
  (listener.socket?.all('receipt.read') ?? [])
    .filter((one) => one.participantId === participantId)
    .map(({ seq }) => seq);

describe('a mark whose answer from the database is lost', () => {
  it.each([
    ['it moved', MOVE_MARKS],
    ['who is to hear of it', COUNT_READERS],
  ])('is still pushed once, to the others and to the own devices (the lost answer: %s)', async (_, part) => {
    const { ada, ben, chat, participantId, settled } = await group();
    const elsewhere = await onAnotherDevice(ben);
    await elsewhere.connects();
    loseAnswers(part);

    const pushed = Promise.all([ada.waitFor('receipt.read'), elsewhere.waitFor('chat.read')]);
    expect(await ben.reads(chat, 2)).toMatchObject({ lastReadSeq: 2, unreadCount: 0 });
    const [receipt, own] = await pushed;

    expect(receipt).toMatchObject({ chatId: chat.id, participantId, seq: 2 });
    expect(own).toMatchObject({ chatId: chat.id, lastReadSeq: 2 });
    await settled();
    expect(readsOf(ada, participantId)).toEqual([2]);
    await expect(ben.reads({ id: crypto.randomUUID() }, 2)).rejects.toMatchObject({ code: 'chat.not_found' });
  });

  it('is pushed once as a delivered receipt', async () => {
    const { ada, ben, chat, participantId, settled } = await group();
    loseAnswers(MOVE_MARKS);
    const pushed = ada.waitFor('receipt.delivered');
    await ben.receives(chat, 2);
    expect(await pushed).toMatchObject({ participantId, seq: 2 });
    await settled();
    expect(ada.socket?.all('receipt.delivered')).toHaveLength(1);
  });

  it('is not pushed again when it did not move', async () => {
    const { ada, ben, chat, participantId, settled } = await group();
    await ben.reads(chat, 2);
    loseAnswers(MOVE_MARKS);
    expect(await ben.reads(chat, 1)).toMatchObject({ lastReadSeq: 2 });
    await settled();
    expect(readsOf(ada, participantId)).toEqual([2]);
  });
});

describe('marks that are written together with a mark that cannot be written', () => {
  it('are pushed once, for the right participant; the other call is refused', async () => {
    const { ada, ben, cleo, chat, participantId, settled } = await group();
    const eventsOfCleo = cleo.socket?.received.length ?? 0;
    const { participantId: stuck } = await cleo.chat(chat);
    // Acts as if another transaction locked the row of this participant for longer than the server waits.
    intercept(MOVE_MARKS, async (ask, values) => {
      const columns = values as unknown[][];
      const others = columns[1]!.flatMap((person, place) => (person === cleo.id ? [] : [place]));
      const answers = await ask(columns.map((column) => others.map((place) => column[place])));
      const moved = answers.map((row) => ({ ...row, of: others[Number(row.of) - 1]! + 1 }));
      const of = columns[1]!.indexOf(cleo.id) + 1;
      return of === 0 ? moved : [...moved, { of, participantId: stuck, chatId: chat.id, busy: true, moved: null }];
    });

    const pushed = ada.waitFor('receipt.read');
    // The other two marks arrive while the first is being written, so the server writes those two together.
    const first = ben.receives(chat, 1);
    const [bens, cleos] = await Promise.allSettled([ben.reads(chat, 2), cleo.reads(chat, 2), first]);
    expect(bens).toMatchObject({ status: 'fulfilled', value: { lastReadSeq: 2 } });
    expect(cleos).toMatchObject({ status: 'rejected', reason: { code: 'overloaded' } });
    expect(await pushed).toMatchObject({ participantId, seq: 2 });
    await settled();

    expect(readsOf(ada, participantId)).toEqual([2]);
    const ofCleo = cleo.socket?.received.slice(eventsOfCleo).map(({ event }) => event);
    expect(ofCleo).not.toContain('chat.read');
    expect(ofCleo).not.toContain('chat.delivered');
  });
});

describe('an upload', () => {
  it('keeps its bytes when the answer of the database is lost, so that the retry answers what was stored', async () => {
    const { ada } = await people('ada');
    const id = crypto.randomUUID();
    const upload = () =>
      ada.call<MediaView>('POST', '/api/media', form({ id }, { content: 'words', name: 'a.txt', type: 'text/plain' }));
    loseAnswerOfCommit();
    expect(await upload()).toMatchObject({ status: 503, body: { code: 'overloaded' } });
    const again = await upload();
    expect([again.status, again.headers.get('idempotent-replayed')]).toEqual([201, 'true']);
    expect((await read(ada, again.body.data.url)).bytes.toString()).toBe('words');
  });
});

describe('a numbered change', () => {
  it('is pushed once, from the journal, when the answer of the database is lost: sends, reactions and edits', async () => {
    const { ada, ben, chat, settled } = await group();
    loseAnswers('append_sends');
    const created = ben.waitFor('message.created');
    const sent = await ada.says(chat, 'three');
    expect(await created).toMatchObject({ id: sent.id, seq: 3 });
    jest.restoreAllMocks();

    loseAnswers('change_reactions');
    const added = ben.waitFor('reaction.added');
    await ada.reacts(sent, '👍');
    expect(await added).toMatchObject({ messageId: sent.id, emoji: '👍', count: 1 });
    jest.restoreAllMocks();

    loseAnswerOfCommit();
    const updated = ben.waitFor('message.updated');
    await expect(ada.edits(sent, 'three and a half')).rejects.toMatchObject({ code: 'overloaded' });
    expect(await updated).toMatchObject({ id: sent.id, message: 'three and a half' });
    expect(await ada.edits(sent, 'three and a half')).toMatchObject({ message: 'three and a half' });

    await settled();
    const countReceived = (event: string) => ben.socket?.received.filter((one) => one.event === event).length;
    expect([countReceived('reaction.added'), countReceived('message.updated')]).toEqual([1, 1]);
    expect(ben.socket?.all('message.created').filter(({ id }) => id === sent.id)).toHaveLength(1);
  });
});
