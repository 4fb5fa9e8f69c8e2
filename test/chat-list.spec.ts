import type { ChatView } from '../src/contract/views/chat.view.js';
import { person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

const titles = (chats: ChatView[]): string[] => chats.map(({ title }) => title);

/** Ada's groups with ben, started in this order. */
async function groups(...names: string[]) {
  const ada = await person('ada');
  const ben = await person('ben');
  const chats: ChatView[] = [];
  for (const name of names) chats.push(await ada.opensGroup(name, ben));
  return { ada, ben, chats: Object.fromEntries(chats.map((chat) => [chat.title, chat])) as Record<string, ChatView> };
}

const does = (one: Person, method: string, chat: ChatView | undefined, what: string) =>
  one.does<{ pinned?: boolean; archived?: boolean }>(method, `/api/chats/${chat?.id ?? ''}/${what}`);

describe('the list of chats', () => {
  it('shows pinned chats first, then the others by latest activity', async () => {
    const { ada, ben, chats } = await groups('A', 'B', 'C', 'D');
    expect(titles(await ada.chats())).toEqual(['D', 'C', 'B', 'A']);

    await ben.says(chats.B as ChatView, 'hello');
    await does(ada, 'PUT', chats.A, 'pin');

    expect(titles(await ada.chats())).toEqual(['A', 'B', 'D', 'C']);
    expect(titles(await ben.chats())).toEqual(['B', 'D', 'C', 'A']);
    expect((await ada.chats())[1]).toMatchObject({ unreadCount: 1, lastMessage: { message: 'hello', starred: false } });
    expect((await ada.chats())[1]).toEqual(await ada.chat(chats.B as ChatView));
    expect(await (await person('eve')).chats()).toEqual([]);
  });

  it('is the same when it is read in pages, whatever their size', async () => {
    const { ada, chats } = await groups('A', 'B', 'C', 'D', 'E', 'F', 'G');
    await does(ada, 'PUT', chats.C, 'pin');
    await does(ada, 'PUT', chats.D, 'pin');
    const whole = titles(await ada.chats());
    expect(whole).toEqual(['D', 'C', 'G', 'F', 'E', 'B', 'A']);

    for (const limit of [1, 2, 3, 7]) {
      const seen: string[] = [];
      let next: unknown = '';
      while (next !== null) {
        const { body } = await ada.call<ChatView[]>('GET', `/api/chats?limit=${limit}&cursor=${next as string}`);
        seen.push(...titles(body.data));
        next = body.meta.next;
      }
      expect(seen).toEqual(whole);
    }
  });

  it('refuses cursors that the server did not issue, and invalid limits and filters', async () => {
    const { ada, chats } = await groups('A', 'B');
    const { body } = await ada.call<ChatView[]>('GET', '/api/chats?limit=1');
    const id = Object.values(chats)[0]?.id ?? '';
    const times = [
      'yesterday',
      '2026-02-30T00:00:00.000Z',
      '2026-W01-1',
      '2026-366',
      '2026-01-01T24:00:00Z',
      '+099999-01-01T00:00:00.000Z',
      '0000-01-01T00:00:00.000Z',
    ];
    const forged = [
      '0,2026-01-01T00:00:00.000Z',
      '0,2026-01-01T00:00:00.000Z,x',
      `2,2026-01-01T00:00:00.000Z,${id}`,
      ...times.map((time) => `0,${time},${id}`),
    ];
    const cursors = ['x', 'null', ...forged.map((text) => Buffer.from(text).toString('base64url')), 'x'.repeat(300)];

    expect(titles(await ada.chats(`?cursor=${body.meta.next as string}`))).toEqual(['A']);
    for (const cursor of cursors) {
      const refused = { httpStatus: 400, code: 'request.invalid', details: [{ field: 'cursor' }] };
      await expect(ada.chats(`?cursor=${cursor}`)).rejects.toMatchObject(refused);
    }
    for (const query of ['?limit=0', '?limit=1001', '?archived=maybe']) {
      await expect(ada.chats(query)).rejects.toMatchObject({ code: 'request.invalid' });
    }
  });

  it('shows which chats are archived, and can be filtered by that', async () => {
    const { ada, ben, chats } = await groups('A', 'B');
    await does(ada, 'PUT', chats.A, 'archive');

    expect((await ada.chats()).map(({ title, archived }) => [title, archived])).toEqual([
      ['B', false],
      ['A', true],
    ]);
    expect(titles(await ada.chats('?archived=true'))).toEqual(['A']);
    expect(titles(await ada.chats('?archived=false'))).toEqual(['B']);
    expect(await ben.chats('?archived=true')).toEqual([]);
  });
});

describe.each([
  ['pin', 'pinned'],
  ['archive', 'archived'],
] as const)('the calls that %s a chat', (what, state) => {
  it('change it for the caller only, can undo it, and answer outsiders 404', async () => {
    const { ada, ben, chats } = await groups('A');
    const eve = await person('eve');
    const now = async (one: Person) => (await one.chat(chats.A as ChatView))[state];

    expect(await does(ada, 'POST', chats.A, `toggle-${what}`)).toMatchObject({ [state]: true, mine: 1 });
    expect([await now(ada), await now(ben)]).toEqual([true, false]);
    expect(await does(ada, 'POST', chats.A, `toggle-${what}`)).toMatchObject({ [state]: false });
    expect(await now(ada)).toBe(false);
    for (const [method, path] of [
      ['POST', `toggle-${what}`],
      ['PUT', what],
      ['DELETE', what],
    ] as const) {
      await expect(does(eve, method, chats.A, path)).rejects.toMatchObject({ httpStatus: 404, code: 'chat.not_found' });
    }
  });

  it('set and clear it with PUT and DELETE, which can be repeated', async () => {
    const { ada, chats } = await groups('A');
    const states = [];
    for (const method of ['PUT', 'PUT', 'DELETE', 'DELETE'])
      states.push((await does(ada, method, chats.A, what))[state]);
    expect(states).toEqual([true, true, false, false]);
  });

  it('carry out both of two toggles that arrive at the same time', async () => {
    const { ada, chats } = await groups('A');
    for (let round = 0; round < 5; round++) {
      const both = await Promise.all([1, 2].map(() => does(ada, 'POST', chats.A, `toggle-${what}`)));
      expect(both.map((answer) => answer[state]).sort()).toEqual([false, true]);
    }
    expect((await ada.chat(chats.A as ChatView))[state]).toBe(false);
  });
});
