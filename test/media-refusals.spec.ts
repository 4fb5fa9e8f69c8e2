import { request } from 'node:http';

import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/message.view.js';
import { filesKept, form, upload, uploadsOnRecord } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

const LIMIT = 200_000;
useServer({ MEDIA_MAX_BYTES: String(LIMIT) });

const FORM = 'multipart/form-data; boundary=edge';

const file = (content: string, name = 'media') =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"; filename="a.bin"\r\n\r\n${content}\r\n`;
const field = (name: string, value: string) =>
  `--edge\r\ncontent-disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`;
const whole = (...parts: string[]) => `${parts.join('')}--edge--\r\n`;
const ONE = file('x');

interface Refusal {
  what: string;
  body: string;
  answer: [status: number, code: string];
  type?: string;
}

/** What no well-behaved client sends. */
const REFUSALS: Refusal[] = [
  { what: 'no boundary', body: whole(ONE), answer: [400, 'request.malformed'], type: 'multipart/form-data' },
  { what: 'another boundary', body: 'garbage', answer: [400, 'request.malformed'] },
  { what: 'an unclosed file', body: ONE + ONE.trimEnd(), answer: [400, 'request.malformed'] },
  { what: 'an unclosed form', body: `${ONE}--edge`, answer: [400, 'request.malformed'] },
  { what: 'headers cut off', body: `${ONE}--edge\r\ncontent-dispo`, answer: [400, 'request.malformed'] },
  { what: 'a field of the prototype', body: whole(ONE, field('__proto__', 'x')), answer: [400, 'request.malformed'] },
  { what: 'a file of the prototype', body: whole(ONE, file('x', 'constructor')), answer: [400, 'request.malformed'] },
  { what: '10,000 parts', body: whole(ONE, field('x', '').repeat(10_000)), answer: [413, 'request.too_large'] },
  { what: '21 files', body: whole(ONE.repeat(21)), answer: [413, 'request.too_large'] },
  { what: 'a long text', body: whole(ONE, field('message', 'x'.repeat(140_000))), answer: [413, 'request.too_large'] },
  { what: 'a long other file', body: whole(ONE, file('x'.repeat(LIMIT + 2), 'x')), answer: [413, 'request.too_large'] },
  { what: 'a long file', body: whole(ONE, file('x'.repeat(LIMIT + 1))), answer: [413, 'media.too_large'] },
  { what: 'a very long file', body: whole(ONE, file('x'.repeat(50 * LIMIT))), answer: [413, 'media.too_large'] },
  { what: 'an empty file', body: whole(ONE, file('')), answer: [415, 'media.unsupported'] },
  { what: 'no file', body: whole(field('media', 'x')), answer: [400, 'request.invalid'] },
  { what: 'an empty form', body: '', answer: [400, 'request.invalid'] },
  { what: 'two files', body: whole(ONE, ONE), answer: [400, 'request.invalid'] },
  { what: 'an id that is none', body: whole(ONE, field('id', 'x')), answer: [400, 'request.invalid'] },
  { what: 'two ids', body: whole(ONE, field('id', 'x').repeat(2)), answer: [400, 'request.invalid'] },
  { what: 'no form', body: '{"media":"x"}', answer: [400, 'request.invalid'], type: 'application/json' },
  { what: 'another type', body: '<media/>', answer: [415, 'request.unsupported_type'], type: 'text/xml' },
];

describe('an upload that is refused', () => {
  it.each(REFUSALS)('for $what leaves nothing', async ({ body, answer: [status, code], type = FORM }) => {
    const ada = await person('ada');
    const before = await filesKept();
    const send = (content: string, contentType: string) =>
      ada.call('POST', '/api/media', content, { 'content-type': contentType });

    expect(await send(body, type)).toMatchObject({ status, body: { status: 'error', code, retryAfter: null } });
    expect([await uploadsOnRecord(), await filesKept()]).toEqual([0, before]);
    expect((await send(whole(file('x'.repeat(LIMIT))), FORM)).status).toBe(201);
  });

  it('takes the message it came with along, and all its files', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const before = await filesKept();
    const send = (fields: Record<string, string>, content = 'x') =>
      ada.call<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, form(fields, {}, { content }));

    const refused = await send({ message: 'hi' }, 'x'.repeat(LIMIT + 1));
    expect(refused).toMatchObject({ status: 413, body: { code: 'media.too_large', params: { limit: LIMIT } } });
    expect(await send({})).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await send({ message: 'hi', reply: uuidv7() })).toMatchObject({
      status: 404,
      body: { code: 'message.reply_not_found' },
    });
    expect([await uploadsOnRecord(), await filesKept(), await ada.sees(chat)]).toEqual([0, before, []]);
    expect(await send({ message: 'hi', media: '' })).toMatchObject({
      status: 201,
      body: { data: { media: [{}, {}] } },
    });
    expect(await uploadsOnRecord()).toBe(2);
  });

  it('is not read at all where nothing may be sent', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const before = await filesKept();

    const refused = await eve.call('POST', `/api/chats/${chat.id}/media-messages`, form({ message: '' }, {}));
    expect(refused).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect((await ada.call('POST', '/api/media', form({}, {}), { authorization: '' })).status).toBe(401);
    expect([await uploadsOnRecord(), await filesKept()]).toEqual([0, before]);
  });

  it('leaves nothing when the client hangs up half way', async () => {
    const ada = await person('ada');
    const before = await filesKept();
    const hangUp = startUpload(ada, file('x'.repeat(LIMIT / 2)).trimEnd());
    await until(async () => (await filesKept()).length > before.length);

    hangUp();
    await until(async () => (await filesKept()).length === before.length);
    expect(await uploadsOnRecord()).toBe(0);
    await upload(ada);
    expect(await uploadsOnRecord()).toBe(1);
  });
});

/** Sends the beginning of an upload and waits with the rest; what it gives back hangs up. */
function startUpload(person: Person, beginning: string): () => void {
  const headers = { 'content-type': FORM, authorization: `Bearer ${person.token}`, 'content-length': LIMIT };
  const upload = request(`${server().url}/api/media`, { method: 'POST', headers });
  upload.on('error', () => undefined);
  upload.write(beginning);
  return () => upload.destroy();
}

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise(setImmediate);
}
