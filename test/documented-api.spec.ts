import type { ChatView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { bodyFor } from './support/documented-calls.js';
import { people, person } from './support/people.js';
import { call, type Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { CALLS, callWith, place, ORIGINAL_CALLS } from './support/unknown-keys.js';
import { asForm, multipart, world } from './support/world.js';

useServer();

const form = (fields: Record<string, string>) => new URLSearchParams(fields);
const keysOf = (body: object) => Object.keys(body).sort();
const base = (chat: ChatView) => `/api/chats/${chat.id}`;

/** The ten calls of the user's own document, made by a client that knows only that document. */
describe.each(['free', 'premium'])('the documented API, for a %s account', (plan) => {
  let me: Person;
  let other: Person;
  let chat: ChatView;

  beforeEach(async () => {
    ({ me, other } = await people('me', 'other'));
    await server().sql('update users set plan = $1 where id = $2', [plan, me.id]);
    chat = await me.opensChatWith(other);
  });

  it('authenticates a user', async () => {
    const { email } = me.login.user;
    const answer = await call<never>('POST', '/api/login', form({ email, password: me.password }));

    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ user: { id: me.id, plan } });
    expect(keysOf(answer.body)).toEqual(['expiresAt', 'mediaToken', 'token', 'user']);
    expect(answer.body).not.toHaveProperty('status');
    const { token } = answer.body as unknown as { token: string };
    expect((await call('GET', '/api/chats', undefined, { authorization: `Bearer ${token}` })).status).toBe(200);

    expect((await call('POST', '/api/login', form({ email, password: 'wrong' }))).status).toBe(401);
    expect((await call('POST', '/api/login', form({ email, password: 'no' }))).status).toBe(400);
    expect((await call('POST', '/api/login', form({ email: 'no e-mail', password: me.password }))).status).toBe(400);
  });

  it('sets the online status', async () => {
    for (const status of ['offline', 'online']) {
      const answer = await me.call('POST', `/api/users/${me.id}/set-status/${status}`);
      expect([answer.status, answer.body]).toEqual([200, { status: 'success' }]);
      expect((await other.does<{ status: string }>('GET', `/api/users/${me.id}`)).status).toBe(status);
    }
    expect((await me.call('POST', `/api/users/${me.id}/set-status/away`)).status).toBe(400);
    expect((await me.call('POST', `/api/users/${other.id}/set-status/online`)).status).toBe(403);
  });

  it('lists chats', async () => {
    const { status, body } = await me.call<ChatView[]>('GET', '/api/chats');
    expect([status, body.status, keysOf(body)]).toEqual([200, 'success', ['data', 'meta', 'status']]);
    expect(body.data.map(({ id }) => id)).toEqual([chat.id]);
    expect((await call('GET', '/api/chats')).status).toBe(401);
  });

  it.each([
    ['toggle-pin', 'pinned'],
    ['toggle-archive', 'archived'],
  ] as const)('%s changes the chat for the caller only', async (toggle, flag) => {
    for (const expected of [true, false]) {
      const { status, body } = await me.call('POST', `${base(chat)}/${toggle}`);
      expect([status, body.status, keysOf(body)]).toEqual([200, 'success', ['data', 'status']]);
      expect((await me.chat(chat))[flag]).toBe(expected);
      expect((await other.chat(chat))[flag]).toBe(false);
    }
    const stranger = await person('stranger');
    expect((await stranger.call('POST', `${base(chat)}/${toggle}`)).status).toBe(404);
  });

  it('searches certain messages in a chat', async () => {
    await me.says(chat, 'The harbour at dawn');
    await other.says(chat, 'Something else');

    const { status, body } = await me.call<MessageView[]>('GET', `${base(chat)}/search-messages?q=harbour`);
    expect([status, body.status, keysOf(body)]).toEqual([200, 'success', ['data', 'meta', 'status']]);
    expect(body.data.map(({ message }) => message)).toEqual(['The harbour at dawn']);
    expect((await me.call('GET', `${base(chat)}/search-messages`)).status).toBe(400);
  });

  it('gets messages in a chat, twenty a page', async () => {
    for (let n = 1; n <= 45; n++) await me.says(chat, `number ${n}`);

    const pages = await Promise.all([1, 2, 3, 4].map((page) => me.sees(chat, `?page=${page}`)));
    expect(pages.map(({ length }) => length)).toEqual([20, 20, 5, 0]);
    expect(pages.flat().map(({ message }) => message)).toEqual(
      Array.from({ length: 45 }, (_, n) => `number ${45 - n}`),
    );
    expect((await me.call('GET', `${base(chat)}/messages?page=0`)).status).toBe(400);
  });

  it('stars a message, for a participant', async () => {
    const message = await other.says(chat, 'keep this');
    const star = `${base(chat)}/messages/${message.id}/starred`;

    for (const starred of [true, false]) {
      const { status, body } = await me.call<MessageView[]>('POST', `${star}/${chat.participantId}`);
      expect([status, body]).toEqual([200, { status: 'success', data: [{ ...message, starred }] }]);
    }
    const { participantId } = await other.chat(chat);
    expect((await me.call('POST', `${star}/${participantId}`)).status).toBe(403);
  });

  it('sends a message, also as a reply', async () => {
    const question = await other.says(chat, 'how are you?');
    const { status, body } = await me.call(
      'POST',
      `${base(chat)}/messages`,
      form({ message: 'fine', reply: question.id }),
    );

    expect([status, body.status, keysOf(body)]).toEqual([201, 'success', ['data', 'status']]);
    expect((await other.sees(chat))[0]).toMatchObject({
      message: 'fine',
      reply: { id: question.id, message: 'how are you?' },
    });
    expect((await me.call('POST', `${base(chat)}/messages`, form({ reply: question.id }))).status).toBe(400);
  });

  it.each([
    ['a url', form({ message: 'look', media: 'https://example.com/cat.png' })],
    ['an object', { message: 'look', media: { url: 'https://example.com/cat.png', name: 'cat.png' } }],
  ])('sends a media message with %s', async (_, fields) => {
    const { status, body } = await me.call('POST', `${base(chat)}/media-messages`, fields);

    expect([status, body.status, keysOf(body)]).toEqual([201, 'success', ['data', 'status']]);
    const [seen] = await other.sees(chat);
    expect(seen).toMatchObject({
      kind: 'media',
      message: 'look',
      media: [{ kind: 'image', url: 'https://example.com/cat.png' }],
    });
    expect((await me.call('POST', `${base(chat)}/media-messages`, form({ message: 'look' }))).status).toBe(400);
    expect((await me.call('POST', `${base(chat)}/media-messages`, form({ media: 'https://e.org' }))).status).toBe(400);
  });
});

describe('an unknown key in a documented call', () => {
  it('is ignored in the query and in the body', async () => {
    const all = await world();
    const { email } = all.ada.login.user;
    for (const ten of ORIGINAL_CALLS) {
      const documented = CALLS.find(({ method, path }) => `${method} ${path}` === ten)!;
      const account: Record<string, string> = ten === 'POST /api/login' ? { email, password: all.ada.password } : {};
      const good = { ...bodyFor(documented, asForm(all)), ...account };
      const bodies = [
        { ...good, histroyHidden: true, nested: { a: [1] } },
        new URLSearchParams({ ...good, histroyHidden: '1' }),
        multipart({ ...good, histroyHidden: '1' }),
      ];
      const { status } = await callWith(all, documented, {}, ten.startsWith('GET') ? undefined : good);
      expect(status).toBeLessThan(300);
      for (const body of ten.startsWith('GET') ? [undefined] : bodies) {
        const answer = await callWith(all, documented, { limt: '5', _: '1' }, body);
        expect([ten, body, answer.status]).toEqual([ten, body, status]);
      }
    }
  });

  it('is ignored also inside media, a poll or attachments', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const says = (path: string, body: object) => ada.call<MessageView>('POST', `/api/chats/${chat.id}/${path}`, body);
    const media = { url: 'https://example.com/', naem: 'x', meta: { deep: 1 } };
    const poll = { options: ['a', 'b'], closeAt: 'never' };

    expect(await says('media-messages', { message: 'hi', media, colour: 'red' })).toMatchObject({ status: 201 });
    expect(await says('messages', { message: 'hi', poll, colour: { red: 1 } })).toMatchObject({ status: 201 });
    expect(await says('messages', { message: '', attachments: [{ ...place(), lat: 1 }] })).toMatchObject({
      status: 201,
    });
    expect(await ben.sees(chat)).toHaveLength(3);
  });
});
