import { uuidv7 } from 'uuidv7';

import type { MediaView, MessageView } from '../src/contract/views/message.view.js';
import type { MediaStorage } from '../src/media/storage/media-storage.js';
import { storedFiles, form, PNG, PNG_SIGNATURE, read, upload, countUploads } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();

const sendsTo = (chat: { id: string }, ada: Person, media: unknown) =>
  ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media });

describe('uploading', () => {
  it.each(['media', 'media[]', 'file'])('accepts a file as a part named %s', async (as) => {
    const ada = await person('ada');
    const answer = await ada.call<MediaView>('POST', '/api/media', form({}, { as, name: '../Größe.png' }));
    const { id } = answer.body.data;

    expect(answer.status).toBe(201);
    expect(answer.body).toEqual({
      status: 'success',
      data: {
        id: expect.stringMatching(/^[0-9a-f-]{36}$/) as string,
        kind: 'image',
        url: `/api/media/${id}`,
        name: 'Größe.png',
        mimeType: 'image/png',
        size: PNG.length,
        width: null,
        height: null,
        duration: null,
        thumbnailUrl: null,
        previewUrl: null,
        placeholder: null,
        waveform: null,
        status: 'processing',
        reason: null,
      },
    });
    expect((await read(ada, `/api/media/${id}`)).bytes.subarray(0, 8)).toEqual(PNG_SIGNATURE);
  });

  it('decodes file names as browsers and other clients encode them, and keeps the extension of a shortened name', async () => {
    const ada = await person('ada');
    const names: [given: string, shown: string][] = [
      ['my "best" pic.txt', 'my "best" pic.txt'],
      ['two\r\nlines.txt', 'two lines.txt'],
      ['100%20 %2522.txt', '100%20 %2522.txt'],
      [`${'x'.repeat(300)}.txt`, `${'x'.repeat(251)}.txt`],
      [`${'好'.repeat(300)}.tar.gz`, `${'好'.repeat(82)}.tar.gz`],
    ];
    for (const [name, shown] of names) {
      const id = uuidv7();
      const send = () => ada.call<MediaView>('POST', '/api/media', form({ id }, { name, content: 'some text' }));
      const [first, again] = [await send(), await send()];
      expect([first.body.data.name, again.body.data]).toEqual([shown, first.body.data]);
      const { headers } = await read(ada, first.body.data.url);
      expect(headers.get('content-disposition')).toContain(`filename*=UTF-8''${encodeURIComponent(shown)}`);
    }
    const raw = (name: string) =>
      `--edge\r\nContent-Disposition: form-data; name="media"; ${name}\r\n\r\nsome text\r\n--edge--\r\n`;
    const type = { 'content-type': 'multipart/form-data; boundary=edge' };
    for (const name of ['filename="a \\"b\\".txt"', 'filename="a %22b%22.txt"', "filename*=UTF-8''a%20%22b%22.txt"]) {
      expect(await ada.does('POST', '/api/media', raw(name), type)).toMatchObject({ name: 'a "b".txt' });
    }
  });

  it('is idempotent by id; another file or person with the same id gets 409', async () => {
    const ada = await person('ada');
    const eve = await person('eve');
    const id = uuidv7();
    const send = (who: Person, file = {}, name = 'id') =>
      who.call<MediaView>('POST', '/api/media', form({ [name]: id.toUpperCase() }, file));

    const [first, again] = [await send(ada), await send(ada)];
    expect(first).toMatchObject({ status: 201, body: { data: { id } } });
    expect(again).toMatchObject({ status: 201, body: first.body });
    expect([first, again].map(({ headers }) => headers.get('idempotent-replayed'))).toEqual([null, 'true']);

    const others = [
      send(ada, { content: 'other' }),
      send(ada, { name: 'dog.png' }),
      send(eve),
      send(ada, { type: 'text/csv' }),
    ];
    for (const taken of others) {
      expect(await taken).toMatchObject({ status: 409, body: { code: 'media.id_taken' } });
    }
    expect((await read(ada, `/api/media/${id}`)).bytes.subarray(0, 8)).toEqual(PNG_SIGNATURE);
    expect(await countUploads()).toBe(1);
    const objects = await server().sql<{ id: string }>('select id from media_objects');
    expect(objects).toHaveLength(3);
    expect(await storedFiles()).toEqual(expect.arrayContaining(objects.map((object) => object.id)));
  });

  it('accepts the id in the header as well, and answers 400 if header and field differ', async () => {
    const ada = await person('ada');
    const id = uuidv7();
    const send = (key: string, fields = {}) =>
      ada.call('POST', '/api/media', form(fields, {}), { 'idempotency-key': key });

    expect(await send(id.toUpperCase())).toMatchObject({ status: 201, body: { data: { id } } });
    expect((await send(id, { id })).headers.get('idempotent-replayed')).toBe('true');
    expect(await send(uuidv7(), { id })).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
    expect(await send('mine')).toMatchObject({ status: 400, body: { code: 'request.invalid' } });
  });

  it('gives the same answer to eight simultaneous copies, one of which is not a replay', async () => {
    const ada = await person('ada');
    const id = uuidv7();
    const copies = Array.from({ length: 8 }, () => ada.call('POST', '/api/media', form({ id }, {})));
    const answers = await Promise.all(copies);

    expect(new Set(answers.map(({ status, body }) => `${status} ${JSON.stringify(body)}`)).size).toBe(1);
    expect(answers.filter(({ headers }) => !headers.has('idempotent-replayed'))).toHaveLength(1);
    expect((await read(ada, `/api/media/${id}`)).bytes.subarray(0, 8)).toEqual(PNG_SIGNATURE);
  });
});

describe('reading', () => {
  it('is allowed to the owner and to participants of a chat with it; others get 404, also former participants', async () => {
    const { ada, ben, eve } = await people('ada', 'ben', 'eve');
    const chat = await ada.opensChatWith(ben);
    const { id, url } = await upload(ada);
    const unsent = await read(ben, url);
    const { bytes: picture } = await read(ada, url);
    expect(picture.subarray(0, 8)).toEqual(PNG_SIGNATURE);

    await sendsTo(chat, ada, { id });
    for (const who of [ada, ben]) expect(await read(who, url)).toMatchObject({ status: 200, bytes: picture });

    await server().sql('update participants set left_rev = 2 where user_id = $1', [ben.id]);
    const refusals = [
      unsent,
      await read(ben, url),
      await read(eve, url),
      await read(ada, `/api/media/${uuidv7()}`),
      await read(ada, '/api/media/cat'),
      await read(ada, '/api/media/..%2f..%2fetc%2fpasswd'),
    ];
    expect(new Set(refusals.map(({ status, bytes }) => `${status} ${bytes.toString()}`)).size).toBe(1);
    expect(refusals[0]).toMatchObject({ status: 404 });
    expect(refusals[0]?.bytes.toString()).toContain('media.not_found');
    expect((await read(ada, url.toUpperCase().replace('/API/MEDIA', '/api/media'))).status).toBe(200);
  });

  it('accepts a media token in the URL until logout, and no other token there', async () => {
    const ada = await person('ada');
    const { url } = await upload(ada);

    const { bytes } = await read(null, `${url}?t=${ada.login.mediaToken}`);
    expect(bytes.subarray(0, 8)).toEqual(PNG_SIGNATURE);
    expect((await read(null, `${url}?t=${ada.token}`)).status).toBe(401);
    expect((await read(null, `${url}?t=x`)).status).toBe(401);
    expect((await read(null, url)).status).toBe(401);
    await ada.does('POST', '/api/logout');
    expect((await read(null, `${url}?t=${ada.login.mediaToken}`)).status).toBe(401);
  });

  it('serves a picture inline and other files as downloads, both with headers that stop scripts', async () => {
    const ada = await person('ada');
    const picture = await upload(ada);
    const page = await upload(ada, { content: '<script>alert(1)</script>', name: 'cat.svg', type: 'image/svg+xml' });
    expect(page).toMatchObject({ kind: 'file', mimeType: 'application/octet-stream' });

    const [shown, saved] = [await read(ada, picture.url), await read(ada, page.url)];
    expect(shown.headers.get('content-type')).toBe('image/png');
    expect(shown.headers.get('content-disposition')).toMatch(/^inline; filename="cat.png"/);
    expect(saved.headers.get('content-type')).toBe('application/octet-stream');
    expect(saved.headers.get('content-disposition')).toMatch(/^attachment; filename="cat.svg"/);
    for (const { headers } of [shown, saved]) {
      expect(headers.get('x-content-type-options')).toBe('nosniff');
      expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'");
      expect(headers.get('referrer-policy')).toBe('no-referrer');
      expect(headers.get('cache-control')).toBe('private, max-age=31536000, immutable');
      expect(headers.get('accept-ranges')).toBe('bytes');
    }
  });

  it('answers the same 404 when the file is missing in the storage', async () => {
    const ada = await person('ada');
    const { id, url } = await upload(ada);
    const { bytes: before } = await read(ada, url);
    const object = `select o.id from media_objects o join media m using (content_id) where m.id = $1 and variant = 'original'`;
    const [stored] = await server().sql<{ id: string }>(object, [id]);
    await server()
      .service<MediaStorage>('media/storage/media-storage', 'MediaStorage')
      .remove(stored?.id ?? '');
    expect(before.subarray(0, 8)).toEqual(PNG_SIGNATURE);
    const { status, headers, bytes } = await read(ada, url);

    expect([status, headers.get('content-type')]).toEqual([404, 'application/json; charset=utf-8']);
    expect(bytes).toEqual((await read(ada, '/api/media/cat')).bytes);
    expect(headers.has('etag')).toBe(false);
  });

  it('supports byte ranges, If-None-Match and HEAD', async () => {
    const ada = await person('ada');
    const content = Buffer.from(Array.from({ length: 300_000 }, (_, at) => at % 251));
    const { url } = await upload(ada, { content, name: 'numbers.bin', type: '' });
    const whole = await read(ada, url);
    const etag = whole.headers.get('etag') ?? '';

    expect(whole.bytes.equals(content)).toBe(true);
    const part = await read(ada, url, { range: 'bytes=250000-299999' });
    expect([part.status, part.headers.get('content-range')]).toEqual([206, 'bytes 250000-299999/300000']);
    expect(part.bytes.equals(content.subarray(250_000))).toBe(true);
    const beyond = await read(ada, url, { range: 'bytes=300000-' });
    expect([beyond.status, beyond.headers.get('content-range')]).toEqual([416, 'bytes */300000']);
    expect(beyond.bytes.toString()).toContain('media.range_invalid');
    expect(await read(ada, url, { 'if-none-match': etag })).toMatchObject({ status: 304, bytes: Buffer.alloc(0) });
    const head = await read(ada, url, {}, 'HEAD');
    expect([head.status, head.bytes.length, head.headers.get('content-length')]).toEqual([200, 0, '300000']);
  });

  it('answers 409 while a picture is processed, and 404 for a size that a file does not have', async () => {
    const ada = await person('ada');
    const picture = await upload(ada);
    await read(ada, picture.url);
    const id = picture.id;
    await server().sql(
      `update media_contents c set status = 'processing' from media m where m.content_id = c.id and m.id = $1`,
      [id],
    );
    const unprocessed = await ada.call('GET', picture.url);
    expect(unprocessed).toMatchObject({ status: 409, body: { code: 'media.processing', retryAfter: 1 } });
    expect(unprocessed.headers.get('cache-control')).toBe('private, no-store');
    const file = await upload(ada, { content: 'words', name: 'a.txt', type: 'text/plain' });
    expect((await read(ada, `${file.url}?size=original`)).bytes.toString()).toBe('words');
    for (const size of ['preview', 'thumb']) {
      expect(await ada.call('GET', `${file.url}?size=${size}`)).toMatchObject({
        status: 404,
        body: { code: 'media.not_found' },
      });
    }
    for (const size of ['upload', 'large', '']) {
      expect(await ada.call('GET', `${file.url}?size=${size}`)).toMatchObject({
        status: 400,
        body: { code: 'request.invalid' },
      });
    }
  });

  it('gives no size to anybody once the message is deleted, or once they have left the chat', async () => {
    const { ada, ben, cleo } = await people('ada', 'ben', 'cleo');
    const chat = await ada.opensGroup('Boats', ben, cleo);
    const { id, url } = await upload(ada);
    await read(ada, url);
    const message = await sendsTo(chat, ada, { id });
    const statuses = async (who: Person) => {
      const sizes = ['original', 'preview', 'thumb'].map(
        async (size) => (await read(who, `${url}?size=${size}`)).status,
      );
      return Promise.all(sizes);
    };
    const [open, closed] = [Array(3).fill(200), Array(3).fill(404)];

    expect([await statuses(ada), await statuses(ben), await statuses(cleo)]).toEqual([open, open, open]);
    await cleo.leaves(chat);
    expect([await statuses(cleo), await statuses(ben)]).toEqual([closed, open]);
    await ada.deletes(message);
    expect(await statuses(ben)).toEqual(closed);
    const held = { 'if-none-match': (await read(ada, url)).headers.get('etag') ?? '' };
    expect((await read(ben, url, held)).status).toBe(404);
  });
});
