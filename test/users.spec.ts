import { randomUUID } from 'node:crypto';

import type { UserView } from '../src/contract/views/user.view.js';
import { addManyParticipants } from './support/many-participants.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

const find = (one: Person, query: string) => one.call<UserView[]>('GET', `/api/users${query}`);

const INVALID = { status: 400, body: { code: 'request.invalid' } };

describe('the search for people', () => {
  it('finds people by parts of their names, and never the caller', async () => {
    const ada = await person('ada');
    const others = [await person('Adalbert'), await person('Nevada'), await person('ben')];
    const names = async (q: string) =>
      (await find(ada, `?q=${encodeURIComponent(q)}`)).body.data.map(({ name }) => name);

    expect(await names('ada')).toEqual(['Adalbert', 'Nevada']);
    expect(await names('BERT')).toEqual(['Adalbert']);
    expect(await names('nobody')).toEqual([]);
    expect((await find(others[0] as Person, '?q=ada')).body.data.map(({ id }) => id)).toContain(ada.id);
  });

  it('ignores case and accents, and matches punctuation literally', async () => {
    const ada = await person('ada');
    const renamed = async (name: string) => (await person('someone')).does('PATCH', '/api/me', { name });
    for (const name of ['Zoë Müller', 'ΟΔΥΣΣΕΑΣ', '100% Real', 'under_score']) await renamed(name);
    const queries = { 'zoe mull': 'Zoë Müller', οδυσσέας: 'ΟΔΥΣΣΕΑΣ', '%': '100% Real', _: 'under_score' };

    for (const [q, name] of Object.entries(queries)) {
      const { body } = await find(ada, `?q=${encodeURIComponent(q)}`);
      expect([q, body.data.map((found) => found.name)]).toEqual([q, [name]]);
    }
    expect((await find(ada, '?q=someone')).body.data).toEqual([]);
  });

  it('finds one or two characters, the middle of a word, and other scripts', async () => {
    const ada = await person('ada');
    const names = ['Margaret Oster', 'Joan Bozanthine', '佐藤美咲', 'Омар Хаддад'];
    for (const name of names) await (await person('someone')).does('PATCH', '/api/me', { name });
    const queries = {
      m: ['Margaret Oster'],
      ZA: ['Joan Bozanthine'],
      rgare: ['Margaret Oster'],
      't o': ['Margaret Oster'],
      美: ['佐藤美咲'],
      藤美: ['佐藤美咲'],
      хад: ['Омар Хаддад'],
      // All its characters are in the name, but in another order.
      tegram: [],
      qx: [],
    };

    for (const [q, expected] of Object.entries(queries)) {
      const { body } = await find(ada, `?q=${encodeURIComponent(q)}`);
      expect([q, body.data.map(({ name }) => name)]).toEqual([q, expected]);
    }
  });

  it('lists names that begin with the text first, each part by name, also across pages', async () => {
    const { ada } = await people('ada');
    const inOrder = ['marble 1', 'marble 2', 'marble 3', 'a marble 1', 'b marble 2', 'c marble 3'];
    for (const name of inOrder.toReversed()) await (await person('someone')).does('PATCH', '/api/me', { name });

    const pages = [];
    for (const page of [1, 2, 3, 4]) pages.push((await find(ada, `?q=marble&limit=2&page=${page}`)).body);

    const names = pages.map(({ data }) => data.map(({ name }) => name));
    expect(names).toEqual([inOrder.slice(0, 2), inOrder.slice(2, 4), inOrder.slice(4), []]);
    expect(pages.map(({ meta }) => (meta as { hasMore: boolean }).hasMore)).toEqual([true, true, false, false]);
  });

  it('finds nobody who has blocked the caller or whom the caller has blocked, by any part of the name', async () => {
    const { ada, ben, carla } = await people('ada', 'ben', 'carla');
    for (const one of [ben, carla]) await one.does('PATCH', '/api/me', { name: `marble ${one.name}` });
    await ada.does('PUT', `/api/users/${ben.id}/block`);
    await carla.does('PUT', `/api/users/${ada.id}/block`);

    for (const q of ['marble', 'rble', 'b']) expect((await find(ada, `?q=${q}`)).body.data).toEqual([]);
  });

  it('shows what everybody may know, and finds nobody by e-mail address', async () => {
    const ada = await person('ada');
    const ben = await person('ben');

    const { body } = await find(ada, '?q=ben');

    expect(body.data).toEqual([{ id: ben.id, name: 'ben', avatar: null, status: 'offline', lastSeenAt: null }]);
    expect(await ada.does('GET', `/api/users/${ben.id}`)).toEqual({ ...body.data[0], data: null });
    expect((await find(ada, '?q=example.com')).body.data).toEqual([]);
    expect((await find(ada, `?q=${encodeURIComponent(ben.login.user.email)}`)).body.data).toEqual([]);
  });

  it('answers in pages', async () => {
    const ada = await person('ada');
    await addManyParticipants(await ada.opensGroup('Crowd', await person('ben')), 45);

    const pages = [];
    for (const page of [1, 2, 3, 4]) pages.push((await find(ada, `?q=crowd&page=${page}`)).body);
    const ids = pages.flatMap(({ data }) => data.map(({ id }) => id));

    expect(pages.map(({ data }) => data.length)).toEqual([20, 20, 5, 0]);
    expect(new Set(ids).size).toBe(45);
    expect(pages[2]?.meta).toEqual({ page: 3, perPage: 20, hasMore: false });
    expect((await find(ada, '?q=crowd&limit=45')).body.meta).toEqual({ page: 1, perPage: 45, hasMore: false });
    const tooFar = ['', '?q=', `?q=${'x'.repeat(81)}`, '?q=x&page=0', '?q=x&page=51', '?q=x&limit=101'];
    for (const query of tooFar) expect(await find(ada, query)).toMatchObject(INVALID);
  });
});

describe('a profile', () => {
  it('is shown to everybody who knows its id', async () => {
    const ada = await person('ada');
    const ben = await person('ben');
    const profile = await ada.does<UserView>('GET', `/api/users/${ben.id.toUpperCase()}`);

    expect(Object.keys(profile).sort()).toEqual(['avatar', 'data', 'id', 'lastSeenAt', 'name', 'status']);
    expect(profile).toMatchObject({ id: ben.id, name: 'ben' });
    const unknown = await ada.call('GET', `/api/users/${randomUUID()}`);
    expect(unknown).toMatchObject({ status: 404, body: { code: 'user.not_found' } });
    expect((await ada.call('GET', '/api/users/ben')).body).toEqual(unknown.body);
  });
});

describe('the status of a person', () => {
  it('is set only by that person, to online or offline', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const sets = (one: Person, id: string, status: string) => one.call('POST', `/api/users/${id}/set-status/${status}`);
    const shown = async () => (await ben.does<UserView>('GET', `/api/users/${ada.id}`)).status;
    expect(await shown()).toBe('online');

    expect((await sets(ada, ada.id, 'offline')).body).toEqual({ status: 'success' });
    expect(await shown()).toBe('offline');
    const notYou = { status: 403, body: { code: 'user.not_you' } };
    for (const id of [ada.id, randomUUID(), 'me']) expect(await sets(ben, id, 'online')).toMatchObject(notYou);
    expect(await sets(ben, ada.id, 'away')).toMatchObject(notYou);
    for (const status of ['away', 'ONLINE', 'null', '1']) {
      expect(await sets(ada, ada.id, status)).toMatchObject(INVALID);
    }
    expect(await shown()).toBe('offline');
    expect((await sets(ada, ada.id.toUpperCase(), 'online')).status).toBe(200);
    expect(await shown()).toBe('online');
  });
});
