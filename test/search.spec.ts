import type { MessageView } from '../src/contract/views/message.view.js';
import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

const search = (one: Person, chat: { id: string }, q: string, more = '') =>
  one.call<MessageView[]>('GET', `/api/chats/${chat.id}/search-messages?q=${encodeURIComponent(q)}${more}`);

/** A chat in which Ada has sent these texts. */
async function chatWith(...texts: string[]) {
  const ada = await person('ada');
  const ben = await person('ben');
  const chat = await ada.opensChatWith(ben);
  for (const text of texts) await ada.says(chat, text);
  const found = async (q: string) => (await search(ben, chat, q)).body.data.map(({ message }) => message);
  return { ada, ben, chat, found };
}

describe('searching the messages of a chat', () => {
  it('finds parts of words, newest first', async () => {
    const { found } = await chatWith('a lighthouse', 'nothing here', 'the house', 'HOUSE rules');
    expect(await found('house')).toEqual(['HOUSE rules', 'the house', 'a lighthouse']);
    expect(await found('ghtho')).toEqual(['a lighthouse']);
    expect(await found('the house')).toEqual(['the house']);
    expect(await found('household')).toEqual([]);
  });

  it.each([
    ['letter case', 'Straße und GRÜSSE', ['STRASSE', 'grüße', 'strasse']],
    ['accents', 'Crème brûlée', ['creme', 'BRULEE', 'Crème', 'bru\u0302le\u0301e']],
    ['left out accents', 'creme brulee', ['Crème', 'brûlée']],
    ['Cyrillic', 'Привет, мир', ['ПРИВЕТ', 'приве', 'мир']],
    ['the Greek final sigma', 'Ο Οδυσσέας ΤΑΞΙΔΙΩΤΗΣ', ['οδυσσεασ', 'ΟΔΥΣΣΕΑΣ', 'ταξιδιωτης', 'ταξιδιωτησ']],
    ['Arabic vowel signs', 'السَّلَامُ عَلَيْكُم', ['السلام', 'عليكم']],
    ['Chinese, Japanese, Korean', '今天天气很好。日本語カタカナ 안녕하세요', ['天气', '本語', 'カタ', '안녕', 'ｶﾀｶﾅ']],
    ['width and ligatures', 'ＦＵＬＬ eﬃcient', ['full', 'efficient']],
    ['emoji', 'well done 👍', ['👍', 'done 👍']],
  ])('matches as people expect: %s', async (_, text, queries) => {
    const { found } = await chatWith(text, 'something else');
    for (const q of queries) expect([q, await found(q)]).toEqual([q, [text]]);
    expect(await found('nowhere to be found')).toEqual([]);
  });

  it('matches punctuation and operators literally', async () => {
    const signs = ['100%', 'snake_case', 'back\\slash', "it's", 'say "hi"', 'a & | !b', '(.*)+'];
    const { found } = await chatWith(...signs, 'plain 100 snakeXcase its say hi');

    for (const q of signs) expect([q, await found(q)]).toEqual([q, [q]]);
    for (const [q, text] of [
      ['%', '100%'],
      ['_', 'snake_case'],
      ['\\', 'back\\slash'],
      ["'", "it's"],
      ['"', 'say "hi"'],
    ]) {
      expect([q, await found(q as string)]).toEqual([q, [text]]);
    }
  });

  it('finds nothing for an accent alone', async () => {
    const { found } = await chatWith('Crème brûlée', 'plain');
    expect(await found('\u0301')).toEqual([]);
    expect(await found('e\u0301')).toEqual(['Crème brûlée']);
  });

  it('answers in pages of twenty', async () => {
    const { ada, ben, chat } = await chatWith();
    for (let n = 1; n <= 45; n++) await ada.says(chat, n % 3 ? `needle ${n}` : `hay ${n}`);

    const pages = [1, 2, 3].map((page) => search(ben, chat, 'needle', `&page=${page}`));
    const [first, second, third] = await Promise.all(pages);

    expect([first, second, third].map((page) => page?.body.data.length)).toEqual([20, 10, 0]);
    expect(first?.body.meta).toEqual({
      page: 1,
      perPage: 20,
      lastSeq: 45,
      hasMore: true,
      next: expect.any(String) as string,
    });
    expect(second?.body.meta).toEqual({ page: 2, perPage: 20, lastSeq: 45, hasMore: false, next: null });
    const next = await search(ben, chat, 'needle', `&cursor=${(first?.body.meta as { next: string }).next}`);
    expect(next.body).toEqual({
      ...second?.body,
      meta: { page: null, perPage: 20, lastSeq: 45, hasMore: false, next: null },
    });
    expect(await search(ben, chat, 'needle', '&cursor=eA')).toMatchObject({
      status: 400,
      body: { code: 'request.invalid' },
    });
    const seqs = [first, second].flatMap((page) => page?.body.data.map(({ seq }) => seq));
    expect(seqs).toEqual([...new Set(seqs)].sort((a, b) => Number(b) - Number(a)));
    expect((await search(ben, chat, 'needle', '&page=2147483647')).body.data).toEqual([]);
    for (const page of ['0', '-1', 'x']) expect((await search(ben, chat, 'needle', `&page=${page}`)).status).toBe(400);
  });

  it('accepts 1 to 100 characters', async () => {
    const { found, ben, chat } = await chatWith('👍'.repeat(100), 'x'.repeat(100), 'two words');
    const path = `/api/chats/${chat.id}/search-messages`;
    const invalid = { status: 400, body: { code: 'request.invalid', details: [{ field: 'q' }] } };

    expect(await found('👍'.repeat(100))).toHaveLength(1);
    expect(await found('x'.repeat(100))).toHaveLength(1);
    expect(await found(' ')).toEqual(['two words']);
    expect(await search(ben, chat, 'x'.repeat(101))).toMatchObject(invalid);
    for (const query of ['', '?q=', '?q=a&q=b', '?q=%00']) {
      expect(await ben.call('GET', path + query)).toMatchObject(invalid);
    }
  });

  it('finds only messages of its chat, and only for participants', async () => {
    const { ada, ben, chat, found } = await chatWith('a secret');
    const eve = await person('eve');
    const other = await ada.opensChatWith(eve);

    expect(await found('secret')).toEqual(['a secret']);
    expect((await search(eve, other, 'secret')).body.data).toEqual([]);
    expect(await search(eve, chat, 'secret')).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    const [hit] = (await search(ben, chat, 'secret')).body.data;
    expect(hit).toEqual({ ...(await ben.sees(chat))[0], highlights: [{ start: 2, end: 8 }] });
  });
});
