import { randomBytes, randomUUID } from 'node:crypto';
import { request } from 'node:http';

import type { MediaSweep } from '../src/media/media-sweep.js';
import type { MediaView } from '../src/contract/views/message.view.js';
import { countUploads, form, PNG, read, ready, storedFiles } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';
import { appends, begins, metadata, tus, UPLOADS } from './support/tus.js';

const LIMIT = 1_000_000;
useServer({ MEDIA_MAX_BYTES: String(LIMIT), MEDIA_STORED_BYTES: '3000000', RATE_LIMIT: 'off' }, { one: true });

const MEDIA_ID = 'upload-media-id';

/** Files that were there before the test: emptying the database leaves them. */
let before: string[] = [];
beforeEach(async () => (before = await storedFiles()));
const newFiles = async () => (await storedFiles()).filter((name) => !before.includes(name));

const sweep = (hours: number) =>
  server()
    .service<MediaSweep>('media/media-sweep', 'MediaSweep')
    .sweep(new Date(Date.now() + hours * 3_600_000));

/** Sends a part of a body and cuts the connection. */
async function cutsOff(who: Person, path: string, offset: number, bytes: Buffer, declared: number): Promise<void> {
  const headers = {
    ...{ authorization: `Bearer ${who.token}`, 'tus-resumable': '1.0.0', 'upload-offset': offset },
    ...{ 'content-type': 'application/offset+octet-stream', 'content-length': declared },
  };
  const sent = request(server().url + path, { method: 'PATCH', headers });
  sent.on('error', () => undefined);
  await new Promise<void>((resolve) => sent.write(bytes, () => resolve()));
  while (offset + bytes.length > (await offsetOf(who, path, false))) await new Promise(setImmediate);
  sent.destroy();
}

/** Reads the length of what has arrived from the disk, or from the server. */
async function offsetOf(who: Person, path: string, asks = true): Promise<number> {
  if (asks) return Number((await tus(who, 'HEAD', path)).headers.get('upload-offset'));
  const { stat } = await import('node:fs/promises');
  return (await stat(`${server().dataDir}/media/uploads/${path.split('/').at(-1)}`)).size;
}

describe('a resumable upload', () => {
  it('arrives in pieces, and the answer to the last one names the media', async () => {
    const ada = await person('ada');
    const bytes = randomBytes(300_000);
    const path = await begins(ada, bytes.length, { filename: 'my "best" 100%22 pic.txt', filetype: 'text/plain' });

    const first = await appends(ada, path, 0, bytes.subarray(0, 100_000));
    expect([first.status, first.headers.get('upload-offset'), first.headers.get(MEDIA_ID)]).toEqual([
      204,
      '100000',
      null,
    ]);
    const half = await tus(ada, 'HEAD', path);
    expect(half.status).toBe(200);
    expect(Object.fromEntries(half.headers)).toMatchObject({
      'upload-offset': '100000',
      'upload-length': '300000',
      'cache-control': 'private, no-store',
      'upload-expires': expect.stringMatching(/GMT$/) as string,
    });
    expect(await countUploads()).toBe(0);

    const last = await appends(ada, path, 100_000, bytes.subarray(100_000));
    expect(last.status).toBe(204);
    const id = last.headers.get(MEDIA_ID)!;
    const view = await ada.does<MediaView>('GET', `/api/media/${id}/info`);
    expect(view).toMatchObject({
      id,
      name: 'my "best" 100%22 pic.txt',
      mimeType: 'text/plain',
      size: 300_000,
      status: 'ready',
    });
    expect((await read(ada, view.url)).bytes.equals(bytes)).toBe(true);
    expect((await tus(ada, 'HEAD', path)).headers.get(MEDIA_ID)).toBe(id);
    expect(await newFiles()).toHaveLength(1);
  });

  it('may begin with bytes, and take an id that the client chose', async () => {
    const ada = await person('ada');
    const id = randomUUID();
    const headers = { 'upload-length': '5', 'upload-metadata': metadata({ id, filename: 'a.txt' }) };
    const begun = await tus(ada, 'POST', UPLOADS, headers, Buffer.from('hello'));
    expect([begun.status, begun.headers.get(MEDIA_ID), begun.headers.get('upload-offset')]).toEqual([201, id, '5']);
    expect(await ada.does('GET', `/api/media/${id}/info`)).toMatchObject({ name: 'a.txt', size: 5 });
    const taken = tus(await person('ben'), 'POST', UPLOADS, headers);
    expect(await taken).toMatchObject({ status: 409, code: 'media.id_taken' });
  });

  it('is found again by the same request when it has an id, and counts once', async () => {
    const ada = await person('ada');
    const id = randomUUID();
    const path = await begins(ada, 10, { id, filename: 'a.txt' });
    await appends(ada, path, 0, Buffer.from('01234'));
    const headers = { 'upload-length': '10', 'upload-metadata': metadata({ id, filename: 'a.txt' }) };
    const found = await tus(ada, 'POST', UPLOADS, headers, Buffer.from('0123456789'));
    expect([found.status, found.headers.get('location'), found.headers.get('upload-offset')]).toEqual([201, path, '5']);
    expect(await ada.does('GET', '/api/me/usage')).toMatchObject({ filesToday: 1, bytesStored: 10 });
    await appends(ada, path, 5, Buffer.from('56789'));
    const done = await tus(ada, 'POST', UPLOADS, headers);
    expect([done.headers.get('location'), done.headers.get(MEDIA_ID)]).toEqual([path, id]);
    expect(await countUploads()).toBe(1);
  });

  it('of a picture is processed like any other, and can be sent', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const id = randomUUID();
    const path = await begins(ada, PNG.length, { id, filename: 'cat.png', filetype: 'image/png' });
    expect((await appends(ada, path, 0, PNG)).headers.get(MEDIA_ID)).toBe(id);
    expect(await ready(ada, { id })).toMatchObject({ kind: 'image', name: 'cat.png', status: 'ready' });
    await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id } });
    expect((await read(ben, `/api/media/${id}`)).status).toBe(200);
    expect((await tus(ada, 'DELETE', path)).status).toBe(204);
    expect((await read(ben, `/api/media/${id}`)).status).toBe(200);
  });

  it('goes on where the connection was cut', async () => {
    const ada = await person('ada');
    const bytes = randomBytes(900_000);
    const path = await begins(ada, bytes.length);
    for (let offset = 0; offset < 800_000; offset = await offsetOf(ada, path)) {
      await cutsOff(ada, path, offset, bytes.subarray(offset, offset + 200_000), bytes.length - offset);
    }
    const offset = await offsetOf(ada, path);
    const last = await appends(ada, path, offset, bytes.subarray(offset));
    const { bytes: stored } = await read(ada, `/api/media/${last.headers.get(MEDIA_ID)}`);
    expect(stored.equals(bytes)).toBe(true);
  });

  it('becomes one media, also when the last piece is sent twice or at the same time', async () => {
    const ada = await person('ada');
    const bytes = randomBytes(400_000);
    const path = await begins(ada, bytes.length);
    const rest = bytes.subarray(200_000);
    await appends(ada, path, 0, bytes.subarray(0, 200_000));
    const answers = await Promise.all([appends(ada, path, 200_000, rest), appends(ada, path, 200_000, rest)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([204, 409]);
    expect(await appends(ada, path, 200_000, rest)).toMatchObject({ status: 409, code: 'media.offset_conflict' });
    expect(await tus(ada, 'PATCH', path, { 'upload-offset': '400000' })).toMatchObject({ status: 204 });
    expect([await countUploads(), (await newFiles()).length]).toEqual([1, 1]);
  });

  it('becomes a media when the server ended between the last byte and the row', async () => {
    const ada = await person('ada');
    const bytes = randomBytes(1_000);
    const path = await begins(ada, bytes.length);
    await appends(ada, path, 0, bytes.subarray(0, 500));
    const { appendFile } = await import('node:fs/promises');
    await appendFile(`${server().dataDir}/media/uploads/${path.split('/').at(-1)}`, bytes.subarray(500));

    const heads = await Promise.all([tus(ada, 'HEAD', path), tus(ada, 'HEAD', path)]);
    const [id, other] = heads.map(({ headers }) => headers.get(MEDIA_ID));
    expect(id).toBe(other);
    expect((await read(ada, `/api/media/${id}`)).bytes.equals(bytes)).toBe(true);
    expect(await countUploads()).toBe(1);
  });

  it('belongs to its owner alone, and needs a token', async () => {
    const { ada, eve } = await people('ada', 'eve');
    const path = await begins(ada, 10);
    for (const method of ['HEAD', 'DELETE']) expect((await tus(eve, method, path)).status).toBe(404);
    expect(await appends(eve, path, 0, Buffer.from('x'))).toMatchObject({ status: 404, code: 'media.not_found' });
    expect(await tus(null, 'POST', UPLOADS, { 'upload-length': '5' })).toMatchObject({ status: 401 });
    expect((await appends(ada, path, 0, Buffer.from('0123456789'))).status).toBe(204);
    expect((await tus(ada, 'HEAD', `${UPLOADS}/no-uuid`)).status).toBe(404);
  });

  it('can be ended, and is removed when it expires', async () => {
    const ada = await person('ada');
    const [ended, left, done] = [await begins(ada, 10), await begins(ada, 10), await begins(ada, 1)];
    await appends(ada, left, 0, Buffer.from('01234'));
    await appends(ada, done, 0, Buffer.from('0'));
    expect((await tus(ada, 'DELETE', ended)).status).toBe(204);
    expect((await tus(ada, 'HEAD', ended)).status).toBe(404);
    expect((await tus(ada, 'DELETE', done)).status).toBe(204);
    expect([await countUploads(), (await newFiles()).length]).toEqual([0, 1]);

    await sweep(23);
    expect((await tus(ada, 'HEAD', left)).headers.get('upload-offset')).toBe('5');
    await sweep(25);
    expect((await tus(ada, 'HEAD', left)).status).toBe(404);
    expect(await newFiles()).toEqual([]);
  });

  it('expires an hour after its beginning when no byte arrives, and a day after it otherwise', async () => {
    const hours = ({ headers }: { headers: Headers }): number =>
      Math.round((Date.parse(headers.get('upload-expires') ?? '') - Date.now()) / 3_600_000);
    const ada = await person('ada');
    const begun = await tus(ada, 'POST', UPLOADS, { 'upload-length': '10' });
    const [empty, used, cut] = [begun.headers.get('location') ?? '', await begins(ada, 10), await begins(ada, 100_000)];
    expect([hours(begun), hours(await tus(ada, 'HEAD', empty))]).toEqual([1, 1]);
    expect(hours(await tus(ada, 'PATCH', empty, { 'upload-offset': '0' }))).toBe(1);
    expect(hours(await appends(ada, used, 0, Buffer.from('01234')))).toBe(24);
    await cutsOff(ada, cut, 0, Buffer.alloc(10_000), 100_000);
    expect(hours(await tus(ada, 'HEAD', cut))).toBe(24);

    await sweep(2);
    const asked = await Promise.all([empty, used, cut].map((path) => tus(ada, 'HEAD', path)));
    expect(asked.map(({ status }) => status)).toEqual([404, 200, 200]);
    expect(await ada.does('GET', '/api/me/usage')).toMatchObject({ filesToday: 2, bytesStored: 100_010 });
  });
});

describe('a resumable upload with the id of another file', () => {
  it('is refused at its beginning, also when the file is the same person’s, or is still arriving', async () => {
    const ada = await person('ada');
    const [id, other] = [randomUUID(), randomUUID()];
    await appends(ada, await begins(ada, 5, { id, filename: 'a.txt' }), 0, Buffer.from('hello'));
    await begins(ada, 5, { id: other, filename: 'a.txt' });
    const asks = (taken: string, filename: string, length: string) => {
      const headers = { 'upload-length': length, 'upload-metadata': metadata({ id: taken, filename }) };
      return tus(ada, 'POST', UPLOADS, headers, Buffer.from('hello'));
    };
    for (const refused of [asks(id, 'b.txt', '5'), asks(id, 'a.txt', '6'), asks(other, 'a.txt', '6')]) {
      expect(await refused).toMatchObject({ status: 409, code: 'media.id_taken' });
    }
  });

  it('ends with the refusal when only its bytes are others', async () => {
    const ada = await person('ada');
    const id = randomUUID();
    await ada.does('POST', '/api/media', form({ id }, { content: 'hello', name: 'a.txt', type: 'text/plain' }));
    const path = await begins(ada, 5, { id, filename: 'a.txt', filetype: 'text/plain' });
    expect(await appends(ada, path, 0, Buffer.from('jello'))).toMatchObject({ status: 409, code: 'media.id_taken' });
    expect((await tus(ada, 'HEAD', path)).status).toBe(404);
    expect(await ada.does('GET', '/api/me/usage')).toMatchObject({ filesToday: 1, bytesStored: 5 });
    expect([await countUploads(), (await newFiles()).length]).toEqual([1, 1]);
  });
});

describe('before the first byte of a resumable upload is read', () => {
  it.each([
    ['no length', {}, 400, 'request.malformed'],
    ['an unknown length', { 'upload-defer-length': '1' }, 400, 'request.invalid'],
    ['a length that is no number', { 'upload-length': 'x' }, 400, 'request.malformed'],
    ['no byte', { 'upload-length': '0' }, 415, 'media.unsupported'],
    ['too many bytes', { 'upload-length': String(LIMIT + 1) }, 413, 'media.too_large'],
    ['an absurd number', { 'upload-length': '9'.repeat(300) }, 400, 'request.malformed'],
    ['bad metadata', { 'upload-length': '5', 'upload-metadata': 'filename %%%' }, 400, 'request.malformed'],
    ['an id that is none', { 'upload-length': '5', 'upload-metadata': metadata({ id: 'x' }) }, 400, 'request.invalid'],
    ['another version', { 'upload-length': '5', 'tus-resumable': '0.2.2' }, 412, 'media.tus_version'],
  ])('the server refuses %s', async (_what, headers, status, code) => {
    const answer = await tus(await person('ada'), 'POST', UPLOADS, headers);
    expect(answer).toMatchObject({ status, code, body: { status: 'error' } });
    expect(answer.headers.get('tus-resumable')).toBe('1.0.0');
    expect(await newFiles()).toEqual([]);
  });

  it('the announced size counts for the plan of the user', async () => {
    const ada = await person('ada');
    const open = [await begins(ada, LIMIT), await begins(ada, LIMIT), await begins(ada, LIMIT)];
    const refused = await tus(ada, 'POST', UPLOADS, { 'upload-length': '1' });
    const params = { what: 'bytesStored', limit: 3_000_000, used: 3_000_000, plan: 'free' };
    expect(refused).toMatchObject({ status: 403, code: 'plan.limit_reached', body: { params } });
    await tus(ada, 'DELETE', open[0]!);
    expect((await tus(ada, 'POST', UPLOADS, { 'upload-length': '1' })).status).toBe(201);
  });

  it('a user has at most 20 of them', async () => {
    const ada = await person('ada');
    await Promise.all(Array.from({ length: 20 }, () => begins(ada, 1)));
    expect(await tus(ada, 'POST', UPLOADS, { 'upload-length': '1' })).toMatchObject({
      status: 429,
      code: 'rate.limited',
    });
  });

  it('a piece must fit, and have the right type and offset', async () => {
    const ada = await person('ada');
    const path = await begins(ada, 10);
    expect(await appends(ada, path, 0, Buffer.alloc(11))).toMatchObject({ status: 413, code: 'media.too_large' });
    expect(await appends(ada, path, 5, Buffer.alloc(5))).toMatchObject({ status: 409, code: 'media.offset_conflict' });
    const json = { 'upload-offset': '0', 'content-type': 'application/json' };
    expect((await tus(ada, 'PATCH', path, json, Buffer.from('{}'))).status).toBe(400);
    expect((await tus(ada, 'HEAD', path)).headers.get('upload-offset')).toBe('0');
  });
});

it('the server tells clients and browsers what it can do', async () => {
  const asked = await tus(null, 'OPTIONS', UPLOADS);
  expect(asked.status).toBe(204);
  expect(Object.fromEntries(asked.headers)).toMatchObject({
    'tus-version': '1.0.0',
    'tus-extension': 'creation,creation-with-upload,termination,expiration',
    'tus-max-size': String(5 * LIMIT),
  });
  const browser = { origin: 'http://localhost:5173', 'access-control-request-method': 'PATCH' };
  const preflight = await tus(null, 'OPTIONS', `${UPLOADS}/${randomUUID()}`, browser);
  expect(preflight.headers.get('access-control-allow-methods')).toContain('PATCH');
  expect(preflight.headers.get('access-control-allow-headers')).toContain('Upload-Offset');
  const { headers } = await tus(await person('ada'), 'POST', UPLOADS, { 'upload-length': '5', origin: browser.origin });
  expect(headers.get('access-control-expose-headers')).toMatch(/Location.*Upload-Offset.*Upload-Media-Id/);
});
