import { request } from 'node:http';

import { uuidv7 } from 'uuidv7';

import type { MessageView } from '../src/contract/views/message.view.js';
import { storedFiles, form, upload, countUploads } from './support/files.js';
import { file, refusedUploads, UPLOAD_TYPE, whole } from './support/hostile-uploads.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

const LIMIT = 200_000;
useServer({ MEDIA_MAX_BYTES: String(LIMIT) });

describe('a refused upload', () => {
  it.each(refusedUploads(LIMIT))(
    'leaves no file and no row ($what)',
    async ({ body, answer: [status, code], type = UPLOAD_TYPE }) => {
      const ada = await person('ada');
      const before = await storedFiles();
      const send = (content: string, contentType: string) =>
        ada.call('POST', '/api/media', content, { 'content-type': contentType });

      expect(await send(body, type)).toMatchObject({ status, body: { status: 'error', code, retryAfter: null } });
      expect([await countUploads(), await storedFiles()]).toEqual([0, before]);
      expect((await send(whole(file('x'.repeat(LIMIT))), UPLOAD_TYPE)).status).toBe(201);
    },
  );

  it('stores neither its message nor any of its files', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const before = await storedFiles();
    const send = (fields: Record<string, string>, content = 'x') =>
      ada.call<MessageView>(
        'POST',
        `/api/chats/${chat.id}/media-messages`,
        form(fields, { content: 'y', name: 'a.txt' }, { content, name: 'b.txt' }),
      );

    const refused = await send({ message: 'hi' }, 'x'.repeat(LIMIT + 1));
    expect(refused).toMatchObject({ status: 413, body: { code: 'media.too_large', params: { limit: LIMIT } } });
    expect(await send({})).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await send({ message: 'hi', reply: uuidv7() })).toMatchObject({
      status: 404,
      body: { code: 'message.reply_not_found' },
    });
    expect([await countUploads(), await storedFiles(), await ada.sees(chat)]).toEqual([0, before, []]);
    expect(await send({ message: 'hi', media: '' })).toMatchObject({
      status: 201,
      body: { data: { media: [{}, {}] } },
    });
    expect(await countUploads()).toBe(2);
  });

  it('stores nothing when the caller is not in the chat, or not signed in', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const before = await storedFiles();

    const refused = await eve.call('POST', `/api/chats/${chat.id}/media-messages`, form({ message: '' }, {}));
    expect(refused).toMatchObject({ status: 404, body: { code: 'chat.not_found' } });
    expect((await ada.call('POST', '/api/media', form({}, {}), { authorization: '' })).status).toBe(401);
    expect([await countUploads(), await storedFiles()]).toEqual([0, before]);
  });

  it('leaves nothing when the client disconnects half way', async () => {
    const ada = await person('ada');
    const before = await storedFiles();
    const hangUp = startUpload(ada, file('x'.repeat(LIMIT / 2)).trimEnd());
    await until(async () => (await storedFiles()).length > before.length);

    hangUp();
    await until(async () => (await storedFiles()).length === before.length);
    expect(await countUploads()).toBe(0);
    await upload(ada);
    expect(await countUploads()).toBe(1);
  });
});

it('clients cannot send to a bucket when files are on the disk: they are told what to use instead', async () => {
  const ada = await person('ada');
  const { status, body } = await ada.call('POST', '/api/media/direct', { size: 1 });
  expect([status, body.code, body.message]).toEqual([
    409,
    'media.direct_unavailable',
    expect.stringContaining('/api/media/uploads'),
  ]);
});

/** Sends the beginning of an upload but not the rest. Returns a function that closes the connection. */
function startUpload(person: Person, beginning: string): () => void {
  const headers = { 'content-type': UPLOAD_TYPE, authorization: `Bearer ${person.token}`, 'content-length': LIMIT };
  const upload = request(`${server().url}/api/media`, { method: 'POST', headers });
  upload.on('error', () => undefined);
  upload.write(beginning);
  return () => upload.destroy();
}

async function until(happened: () => Promise<boolean>): Promise<void> {
  while (!(await happened())) await new Promise(setImmediate);
}
