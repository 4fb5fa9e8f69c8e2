import { randomUUID } from 'node:crypto';

import type { LoginView } from '../src/contract/views/user.view.js';
import type { ChatView } from '../src/contract/views/chat.view.js';
import type { MessageView } from '../src/contract/views/message.view.js';
import { form as multipart, upload } from './support/files.js';
import { person } from './support/people.js';
import { call, type Answer, type Person } from './support/person.js';
import { useServer } from './support/server.js';

useServer();

type Fields = Record<string, string>;

/** All ways in which a client can send the same fields. */
const ENCODINGS: [string, (fields: Fields) => { body: unknown; headers?: Fields }][] = [
  ['JSON', (fields) => ({ body: fields })],
  ['JSON with a charset', (fields) => json(JSON.stringify(fields), 'Application/JSON; charset=UTF-8')],
  ['urlencoded', (fields) => ({ body: new URLSearchParams(fields) })],
  ['multipart', (fields) => ({ body: multipart(fields) })],
];

const json = (body: string, type = 'application/json') => ({ body, headers: { 'content-type': type } });

async function adaAndBen() {
  const ada = await person('ada');
  const ben = await person('ben');
  const chat = await ada.opensChatWith(ben);
  return { ada, ben, chat, messages: `/api/chats/${chat.id}/messages`, media: `/api/chats/${chat.id}/media-messages` };
}

/** Posts this body. @returns the message that it creates @throws if the server refuses it */
async function sent(one: Person, path: string, body: unknown, headers?: Fields): Promise<MessageView> {
  return one.does<MessageView>('POST', path, body, headers);
}

describe.each(ENCODINGS)('a body as %s', (_, encode) => {
  it('is accepted and checked by login', async () => {
    const ada = await person('ada');
    const { email } = ada.login.user;
    const signIn = async (password: string): Promise<Answer> => {
      const { body, headers } = encode({ password, email: email.toUpperCase() });
      return call('POST', '/api/login', body, headers);
    };

    const { status, body } = await signIn(ada.password);
    expect([status, (body as unknown as LoginView).user]).toEqual([200, ada.login.user]);
    expect(await signIn('wrong password')).toMatchObject({ status: 401, body: { code: 'auth.bad_credentials' } });
    expect(await signIn('no')).toMatchObject({ status: 400, body: { details: [{ field: 'password' }] } });
  });

  it('sends a message, with its fields in any order and with unknown fields', async () => {
    const { ada, messages } = await adaAndBen();
    const send = (fields: Fields) => {
      const { body, headers } = encode(fields);
      return ada.call<MessageView>('POST', messages, body, headers);
    };

    const first = await send({ reply: '', message: 'grüße & 你好 + 100%', device: 'phone', 'a[b]': 'c' });
    expect([first.status, first.body.data.message, first.body.data.reply]).toEqual([201, 'grüße & 你好 + 100%', null]);
    const { id } = first.body.data;
    const reply = await send({ reply: id.toUpperCase(), id: '', message: 'indeed' });
    expect(reply.body.data.reply).toMatchObject({ id });

    expect(await send({ reply: id })).toMatchObject({ status: 400, body: { details: [{ field: 'message' }] } });
    expect(await send({ message: '' })).toMatchObject({ status: 400, body: { details: [{ field: 'message' }] } });
    const noReply = await send({ message: 'hi', reply: 'none' });
    expect(noReply).toMatchObject({ status: 400, body: { details: [{ field: 'reply' }] } });
  });

  it('sends media as a URL or as JSON in a string', async () => {
    const { ada, media } = await adaAndBen();
    const url = 'https://example.com/cat.png?a=1&b=[2]';
    for (const value of [url, JSON.stringify({ url }), JSON.stringify([url]), JSON.stringify([{ url }])]) {
      const { body, headers } = encode({ media: value, reply: '', message: '' });
      const { media: shown } = await sent(ada, media, body, headers);
      expect([value, shown.map((item) => item.url)]).toEqual([value, [url]]);
    }
    const { body, headers } = encode({ message: 'nothing to see' });
    const missing = { status: 400, body: { details: [{ field: 'media', rule: 'isArray' }] } };
    expect(await ada.call('POST', media, body, headers)).toMatchObject(missing);
  });
});

describe('a form', () => {
  it('may name a list `media[]`, also when it is urlencoded', async () => {
    const { ada, media } = await adaAndBen();
    const urls = ['https://example.com/1', 'https://example.com/2'];
    const both = new URLSearchParams([
      ['media[]', urls[0]!],
      ['message', 'two'],
      ['media[]', urls[1]!],
    ]);
    expect((await sent(ada, media, both)).media.map(({ url }) => url)).toEqual(urls);
    const notOne = new URLSearchParams({ 'media[]': 'cat.png', message: 'none' });
    expect((await ada.call('POST', media, notOne)).body.code).toBe('request.invalid');
  });

  it('may have files and texts as `media` and `media[]`, in any order', async () => {
    const { ada, media } = await adaAndBen();
    const { id } = await upload(ada);
    const file = new Blob(['some text'], { type: 'text/plain' });
    const body = new FormData();
    body.append('media[]', file, 'first.txt');
    body.append('media', JSON.stringify({ id }));
    body.append('message', 'three');
    body.append('media[]', 'https://example.com/second.png');
    body.append('reply', '');

    const message = await sent(ada, media, body);

    expect(message).toMatchObject({ message: 'three', kind: 'media', reply: null });
    expect(message.media.map(({ name }) => name).sort()).toEqual(['cat.png', 'first.txt', 'second.png']);
  });

  it('may name one participant or several', async () => {
    const [ada, ben, cleo] = [await person('ada'), await person('ben'), await person('cleo')];
    const open = (...fields: [string, string][]) =>
      ada.does<ChatView>('POST', '/api/chats', new URLSearchParams(fields));

    expect(await open(['participants', ben.id.toUpperCase()])).toMatchObject({ type: 'direct', title: 'ben' });
    const group = await open(['participants[]', ben.id], ['title', 'Three'], ['participants[]', cleo.id]);
    expect(group).toMatchObject({ type: 'group', title: 'Three', participantCount: 3 });
    await expect(open(['participants', 'ben'])).rejects.toMatchObject({ code: 'request.invalid' });
  });
});

describe('null', () => {
  it('counts as no value in optional fields, and is refused in required ones', async () => {
    const { ada, messages, media } = await adaAndBen();

    expect(await sent(ada, messages, { message: 'hi', reply: null, id: null, media: null })).toMatchObject({
      reply: null,
      media: [],
    });
    expect(await sent(ada, media, { message: '', reply: null, media: 'https://example.com/' })).toMatchObject({
      reply: null,
    });
    for (const body of [{ message: null }, { message: 'hi', reply: false }, { message: 5 }, { message: ['hi'] }]) {
      expect([body, (await ada.call('POST', messages, body)).status]).toEqual([body, 400]);
    }
    expect((await ada.call('POST', media, { message: null, media: 'https://example.com/' })).status).toBe(400);
  });
});

describe('an id', () => {
  it('is accepted in any letter case, in the path and in the body, and returned in lower case', async () => {
    const { ada, ben, chat } = await adaAndBen();
    const id = randomUUID();
    const loud = chat.id.toUpperCase();
    const path = `/api/chats/${loud}/messages`;

    expect(await sent(ada, path, { message: 'hi', id: id.toUpperCase() })).toMatchObject({ id, chatId: chat.id });
    expect(
      await sent(ada, `/api/chats/${loud}/media-messages`, {
        message: '',
        media: 'https://example.com/',
        reply: id.toUpperCase(),
      }),
    ).toMatchObject({ chatId: chat.id, reply: { id } });
    const star = `${path}/${id.toUpperCase()}/starred/${chat.participantId.toUpperCase()}`;
    expect(await ada.does('POST', star)).toMatchObject([{ id, starred: true }]);
    expect(await ada.does('POST', `/api/chats/${loud}/toggle-pin`)).toMatchObject({ chatId: chat.id, pinned: true });
    expect(await ada.does('POST', `/api/chats/${loud}/read`, { seq: 2 })).toMatchObject({ chatId: chat.id });
    expect(await ada.does('GET', `/api/chats/${loud}`)).toMatchObject({ id: chat.id });
    expect(await ada.does('GET', path)).toHaveLength(2);
    expect(await ada.does('GET', `/api/users/${ben.id.toUpperCase()}`)).toMatchObject({ id: ben.id });
    expect((await ada.call('POST', `/api/users/${ada.id.toUpperCase()}/set-status/online`)).status).toBe(200);
    expect(await ada.does('POST', '/api/chats', { participants: [ben.id.toUpperCase()] })).toMatchObject({
      id: chat.id,
    });

    const other = chat.id.replace(/.$/, (last) => (last === '0' ? '1' : '0')).toUpperCase();
    expect((await ada.call('GET', `/api/chats/${other}`)).status).toBe(404);
  });
});
