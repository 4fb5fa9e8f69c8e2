import type { MessageView } from '../src/contract/views/message.view.js';
import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

/** The whole numbers from `from` down to `to`. */
const down = (from: number, to: number): number[] => Array.from({ length: from - to + 1 }, (_, index) => from - index);

/** A chat with this many messages, sent by both in turn. */
async function chatOf(count: number) {
  const ada = await person('ada');
  const ben = await person('ben');
  const chat = await ada.opensChatWith(ben);
  for (let n = 1; n <= count; n++) await (n % 2 ? ada : ben).says(chat, `message ${n}`);
  const numbers = async (query: string) => (await ada.sees(chat, query)).map(({ seq }) => seq);
  const metaOf = async (query: string) => (await page(ada, chat, query)).body.meta;
  return { ada, ben, chat, numbers, metaOf };
}

const page = (one: Person, chat: { id: string }, query: string) =>
  one.call<MessageView[]>('GET', `/api/chats/${chat.id}/messages${query}`);

describe('the messages of a chat', () => {
  it('come in pages of twenty, newest first, without gaps between them', async () => {
    const { numbers, metaOf, ben, chat } = await chatOf(45);

    expect(await numbers('')).toEqual(down(45, 26));
    expect(await numbers('?page=1')).toEqual(down(45, 26));
    expect(await numbers('?page=2')).toEqual(down(25, 6));
    expect(await numbers('?page=3')).toEqual(down(5, 1));
    expect(await numbers('?page=4')).toEqual([]);
    expect(await numbers('?page=2147483647')).toEqual([]);

    expect(await metaOf('?page=2')).toEqual({ page: 2, perPage: 20, lastSeq: 45, hasMore: true });
    expect(await metaOf('?page=3')).toEqual({ page: 3, perPage: 20, lastSeq: 45, hasMore: false });
    expect(await metaOf('?page=4')).toEqual({ page: 4, perPage: 20, lastSeq: 45, hasMore: false });
    expect(await ben.sees(chat)).toHaveLength(20);
  });

  it('can be read by participants only', async () => {
    const { ada, chat } = await chatOf(1);
    const eve = await person('eve');

    expect(await ada.sees(chat)).toMatchObject([{ message: 'message 1' }]);
    await expect(eve.sees(chat)).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
  });

  it('stay on their pages while new ones arrive, if `asOf` has the `lastSeq` of the first page', async () => {
    const { ben, chat, numbers, metaOf } = await chatOf(25);
    const { lastSeq } = await metaOf('');
    await ben.says(chat, 'meanwhile');

    expect(await numbers('?page=2')).toEqual(down(6, 1));
    expect(await numbers(`?page=2&asOf=${lastSeq as number}`)).toEqual(down(5, 1));
    expect(await numbers(`?page=1&asOf=${lastSeq as number}`)).toEqual(down(25, 6));
    expect(await numbers('?asOf=1000')).toEqual(down(26, 7));
  });

  it('can be read before or after a `seq`, with a limit', async () => {
    const { numbers, metaOf } = await chatOf(45);

    expect(await numbers('?before=30&limit=3')).toEqual([29, 28, 27]);
    expect(await numbers('?after=30&limit=3')).toEqual([33, 32, 31]);
    expect(await numbers('?before=3')).toEqual([2, 1]);
    expect(await numbers('?after=43')).toEqual([45, 44]);
    expect(await numbers('?before=1')).toEqual([]);
    expect(await numbers('?after=45')).toEqual([]);
    expect(await numbers('?after=2147483647')).toEqual([]);
    expect(await numbers('?before=1000&limit=2')).toEqual([45, 44]);
    expect(await numbers('?page=2&limit=40')).toEqual(down(5, 1));
    expect(await numbers('?limit=100')).toEqual(down(45, 1));

    expect(await metaOf('?before=30&limit=3')).toEqual({ page: null, perPage: 3, lastSeq: 45, hasMore: true });
    expect(await metaOf('?before=3')).toMatchObject({ hasMore: false });
    expect(await metaOf('?after=30&limit=3')).toMatchObject({ hasMore: true });
    expect(await metaOf('?after=43')).toMatchObject({ hasMore: false });
  });

  it('can be read around a `seq`, as many as the limit if the chat has so many', async () => {
    const { numbers, metaOf } = await chatOf(45);

    expect(await numbers('?around=30&limit=5')).toEqual([32, 31, 30, 29, 28]);
    expect(await numbers('?around=30&limit=1')).toEqual([30]);
    expect(await numbers('?around=30')).toEqual(down(39, 20));
    expect(await numbers('?around=2&limit=5')).toEqual([5, 4, 3, 2, 1]);
    expect(await numbers('?around=0&limit=3')).toEqual([3, 2, 1]);
    expect(await numbers('?around=44&limit=5')).toEqual([45, 44, 43, 42, 41]);
    expect(await numbers('?around=2147483647&limit=2')).toEqual([45, 44]);
    expect(await numbers('?around=20&limit=100')).toEqual(down(45, 1));

    expect(await metaOf('?around=30&limit=5')).toEqual({ page: null, perPage: 5, lastSeq: 45, hasMore: true });
    expect(await metaOf('?around=2&limit=5')).toMatchObject({ hasMore: false });
  });

  it('are refused with 400 for an invalid page, limit or position', async () => {
    const { ada, chat } = await chatOf(1);
    const wrong = ['0', '-1', '1.5', 'abc', '1e3', '0x1', '2147483648', '100000000000000000000', '1&page=2'];
    const queries = [
      ...wrong.map((value) => `?page=${value}`),
      ...[
        'limit=0',
        'limit=101',
        'before=-1',
        'after=abc',
        'asOf=1.5',
        'before=5&after=1',
        'page=1&before=5',
        'around=x',
        'around=5&before=9',
        'page=1&around=1',
      ].map((query) => `?${query}`),
    ];

    for (const query of queries) {
      const { status, body } = await page(ada, chat, query);
      expect([query, status, body.code]).toEqual([query, 400, 'request.invalid']);
      expect(body.details).not.toEqual([]);
    }
    expect((await page(ada, chat, '?page=&limit=&before=')).body.data).toHaveLength(1);
  });

  it('include the message that they reply to', async () => {
    const { ada, ben, chat } = await chatOf(0);
    const question = await ada.says(chat, 'who is there?');
    const answer = await ben.says(chat, 'me', { reply: question.id });

    const [shown, asked] = await ada.sees(chat);

    expect(shown).toEqual(answer);
    expect(shown?.reply).toEqual({
      id: question.id,
      seq: 1,
      kind: 'text',
      message: 'who is there?',
      sender: { id: ada.id, name: 'ada', avatar: null },
      media: [],
      deletedAt: null,
    });
    expect(asked?.reply).toBeNull();
    const elsewhere = await ada.opensGroup('Elsewhere', ben);
    await expect(ada.says(elsewhere, 'me', { reply: question.id })).rejects.toMatchObject({
      code: 'message.reply_not_found',
    });
  });
});

describe('one message', () => {
  it('can be read by its id, only in its own chat', async () => {
    const { ada, ben, chat } = await chatOf(1);
    const [message] = await ben.sees(chat);
    const other = await ada.opensGroup('Elsewhere', ben);
    const path = (id: string, within = chat) => `/api/chats/${within.id}/messages/${id}`;

    expect(await ada.does('GET', path(message?.id.toUpperCase() ?? ''))).toEqual(message);
    const refusals = [path(message?.id ?? '', other), path(ada.id), path('1')].map((each) => ada.call('GET', each));
    for (const refusal of refusals) {
      expect(await refusal).toMatchObject({ status: 404, body: { code: 'message.not_found' } });
    }
  });
});
