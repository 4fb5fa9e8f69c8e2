import type { MediaView, MessageView } from '../src/contract/views/message.view.js';
import { as } from './support/route-calls.js';
import { people } from './support/people.js';
import type { Answer, Person } from './support/person.js';
import { rawHttp } from './support/raw-http.js';
import { useServer } from './support/server.js';

useServer();

const URLENCODED = 'application/x-www-form-urlencoded';
const MULTIPART = 'multipart/form-data; boundary=xx';
/** Bytes that are not UTF-8: truncated, overlong, a surrogate, Latin-1, and a byte that UTF-8 never contains. */
const NOT_UTF8 = ['c3', 'c0af', 'eda080', 'e9', 'ff'].map((hex) => Buffer.from(hex, 'hex'));
/** Texts that are valid, among them U+FFFD as a person types it. */
const FINE = ['\ufffd', 'é', '日本', '👩‍👩‍👧', '%', '100% + 1', '%41'];

const bytes = (...parts: (Buffer | string)[]): Buffer => Buffer.concat(parts.map((part) => Buffer.from(part)));

/** Sends these bytes as they are. */
async function sends(who: Person, path: string, type: string, body: Buffer | string): Promise<Answer<MessageView>> {
  const headers = [`Authorization: ${as(who).authorization}`, `Content-Type: ${type}`];
  const answer = await rawHttp({ method: 'POST', path, headers, body });
  return answer as Answer<MessageView>;
}

const part = (head: Buffer | string, value: Buffer | string, type?: string): Buffer =>
  bytes(
    '--xx\r\nContent-Disposition: form-data; ',
    head,
    type ? `\r\nContent-Type: ${type}` : '',
    '\r\n\r\n',
    value,
    '\r\n',
  );
const form = (...parts: Buffer[]): Buffer => bytes(...parts, '--xx--\r\n');

async function aChat() {
  const { ada, ben } = await people('ada', 'ben');
  const chat = await ada.opensChatWith(ben);
  const path = `/api/chats/${chat.id}`;
  const texts = async () => (await ben.sees(chat)).map(({ message }) => message).reverse();
  return { ada, chat, path, texts };
}

const MALFORMED = { status: 400, body: { code: 'request.malformed' } };
const hex = (buffer: Buffer): string => buffer.toString('hex').replace(/../g, '%$&');

describe('an urlencoded form', () => {
  it('must be UTF-8, percent-encoded or raw', async () => {
    const { ada, path, texts } = await aChat();
    const send = (body: Buffer | string, type = URLENCODED) => sends(ada, `${path}/messages`, type, body);

    for (const text of FINE) expect((await send(`message=${encodeURIComponent(text)}`)).status).toBe(201);
    expect((await send('message=é+b&')).status).toBe(201);
    expect((await send('message=%c3%A9&colour=%E2%82%AC', `${URLENCODED}; charset=UTF-8`)).status).toBe(201);
    expect((await send('message=plain', `${URLENCODED}; charset=ISO-8859-1`)).status).toBe(201);
    expect((await send('message=charset&_charset_=UTF-8')).status).toBe(201);

    const bad = [
      ...['message=100%', 'message=%', 'message=%4', 'message=%zz', 'message=%u00e9', 'mess%age=a&message=b'],
      ...NOT_UTF8.flatMap((not) => [bytes('message=a', not), `message=a${hex(not)}`]),
      ...NOT_UTF8.map((not) => `message=a&${hex(not)}=b`),
      ...['message=%C3%A9&_charset_=iso-8859-1', 'message=é&_charset_=windows-1252'],
    ];
    for (const body of bad) expect([body, await send(body)]).toMatchObject([body, MALFORMED]);
    expect(await send('message=%C3%A9', `${URLENCODED}; charset=ISO-8859-1`)).toMatchObject(MALFORMED);
    expect(await texts()).toEqual([...FINE, 'é b', 'é', 'plain', 'charset']);
  });

  it('is refused, if malformed, with the name of the field and the right spelling', async () => {
    const { ada, path } = await aChat();
    const { body } = await sends(ada, `${path}/messages`, URLENCODED, 'id=&message=100%');
    expect(body.details).toMatchObject([{ field: 'message', rule: 'isPercentEncoded' }]);
    expect(body.details?.[0]?.message).toContain('`%25`');
  });

  it('may have as many fields as fit into the body, and none of them is lost', async () => {
    const { ada, path, texts } = await aChat();
    const many = (count: number, end = '') => `${'a=1&'.repeat(count)}message=many${end}`;
    expect((await sends(ada, `${path}/messages`, URLENCODED, many(1_001))).status).toBe(201);
    expect((await sends(ada, `${path}/messages`, URLENCODED, many(30_000))).status).toBe(201);
    expect((await sends(ada, `${path}/messages`, URLENCODED, many(1_001, '&reply=x'))).status).toBe(400);
    expect(await texts()).toEqual(['many', 'many']);
  });
});

describe.each(['messages', 'media-messages'])('a multipart form for %s', (call) => {
  const media = part('name="media"', 'https://example.com/');

  it('must have its fields in UTF-8', async () => {
    const { ada, path, texts } = await aChat();
    const send = (...parts: Buffer[]) => sends(ada, `${path}/${call}`, MULTIPART, form(media, ...parts));
    const message = (value: Buffer | string, type?: string) => part('name="message"', value, type);

    for (const text of FINE) expect((await send(message(text))).status).toBe(201);
    expect((await send(message('é', 'text/plain; charset=utf-8'))).status).toBe(201);
    expect((await send(message('plain', 'text/plain; charset=ISO-8859-1'))).status).toBe(201);
    expect((await send(message('x'), part('name="_charset_"', 'UTF-8'))).status).toBe(201);

    const bad = [
      ...NOT_UTF8.map((not) => [message(bytes('a', not))]),
      ...NOT_UTF8.map((not) => [message('a'), part(bytes('name="', not, '"'), 'b')]),
      [message(Buffer.from('é', 'latin1'), 'text/plain; charset=ISO-8859-1')],
      [message('é'), part('name="_charset_"', 'ISO-8859-1')],
      [message(bytes('"', Buffer.from('ff', 'hex'), '"'), 'application/json')],
    ];
    for (const parts of bad) {
      const sent = form(...parts).toString('latin1');
      expect([sent, await send(...parts)]).toMatchObject([sent, MALFORMED]);
    }
    expect(await texts()).toEqual([...FINE, 'é', 'plain', 'x']);
  });

  it('must not have a field that is larger than the limit for a body', async () => {
    const { ada, path, texts } = await aChat();
    const long = part('name="message"', 'x'.repeat(140_000));
    expect(await sends(ada, `${path}/${call}`, MULTIPART, form(media, long))).toMatchObject({ status: 413 });
    expect(await texts()).toEqual([]);
  });
});

describe('the name of an uploaded file', () => {
  it('must be UTF-8', async () => {
    const { ada, path } = await aChat();
    const upload = (name: Buffer | string) =>
      sends(
        ada,
        '/api/media',
        MULTIPART,
        form(part(bytes('name="media"; filename="', name, '"'), 'some text', 'text/plain')),
      );

    for (const name of ['é.txt', 'old \ufffd name.txt', '日本.txt']) {
      expect(await upload(name)).toMatchObject({ status: 201, body: { data: { name } satisfies Partial<MediaView> } });
    }
    for (const not of NOT_UTF8) expect(await upload(bytes('a', not, '.txt'))).toMatchObject(MALFORMED);
    const file = part(bytes('name="media"; filename="', Buffer.from('ff', 'hex'), '"'), 'some text');
    const sent = await sends(ada, `${path}/media-messages`, MULTIPART, form(part('name="message"', ''), file));
    expect(sent).toMatchObject(MALFORMED);
  });

  it('is checked before and behind a large file full of U+FFFD, which is no mistake itself', async () => {
    const { ada, chat, path } = await aChat();
    const file = (name: Buffer | string, content: string) =>
      part(bytes('name="media"; filename="', name, '"'), content, 'text/plain');
    const large = file('large.txt', '\ufffd'.repeat(300_000));
    const send = (...files: Buffer[]) =>
      sends(ada, `${path}/media-messages`, MULTIPART, form(part('name="message"', ''), ...files));

    const good = file('old \ufffd name.txt', 'some text');
    for (const files of [
      [good, large],
      [large, good],
    ]) {
      const names = (await send(...files)).body.data.media.map(({ name }) => name);
      expect(names.sort()).toEqual(['large.txt', 'old \ufffd name.txt']);
    }
    const bad = file(bytes(Buffer.from('ff', 'hex'), '.txt'), 'some text');
    for (const files of [
      [bad, large],
      [large, bad],
    ])
      expect(await send(...files)).toMatchObject(MALFORMED);
    expect(await ada.sees(chat)).toHaveLength(2);
  });
});

describe('a URL', () => {
  it('must have a query in percent-encoded UTF-8', async () => {
    const { ada, chat } = await aChat();
    for (const text of FINE) await ada.says(chat, text);
    const headers = [`Authorization: ${as(ada).authorization}`];
    const search = async (query: string) => {
      const answer = await rawHttp({ path: `/api/chats/${chat.id}/search-messages?${query}`, headers });
      return answer as Answer<MessageView[]>;
    };
    const found = async (query: string) => (await search(query)).body.data.map(({ message }) => message);

    expect(await found('q=%EF%BF%BD')).toEqual(['\ufffd']);
    expect(await found('q=100%25+%2B')).toEqual(['100% + 1']);
    expect(await found('q=%C3%A9')).toEqual(['é']);
    const bad = ['q=%FF', 'q=100%', 'q=%zz', 'q=a%C3', 'q=a&%FF=1', 'q=a&x=%ED%A0%80', 'q=\u00c3\u00a9', '%=1&q=a'];
    for (const query of bad) expect([query, await search(query)]).toMatchObject([query, MALFORMED]);
    for (const path of ['/api/chats?limit=%FF', '/api/users?q=100%', '/health/live?x=%FF']) {
      expect([path, await rawHttp({ path, headers })]).toMatchObject([path, MALFORMED]);
    }
  });

  it('must have a path in percent-encoded UTF-8', async () => {
    const { ada, chat } = await aChat();
    const headers = [`Authorization: ${as(ada).authorization}`];
    const { id } = await ada.says(chat, 'hello');
    const paths = [
      ...['/api/chats/%FF', '/api/chats/%', '/api/chats/a%zz/messages', '/api/nothing/%FF', '/api/users/a%C3'],
      ...['%FF', '%', '\u00ff'].map((emoji) => `/api/chats/${chat.id}/messages/${id}/reactions/${emoji}`),
    ];
    for (const path of paths) {
      const method = path.includes('reactions') ? 'PUT' : 'GET';
      expect([path, await rawHttp({ method, path, headers })]).toMatchObject([path, MALFORMED]);
    }
    const thumbs = `/api/chats/${chat.id}/messages/${id}/reactions/%F0%9F%91%8D`;
    expect(await rawHttp({ method: 'PUT', path: thumbs, headers })).toMatchObject({ status: 200 });
  });
});
