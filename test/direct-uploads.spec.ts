import { createHash, randomBytes, randomUUID } from 'node:crypto';

import type { DirectUploadLifecycle } from '../src/media/direct/direct-upload-lifecycle.js';
import type { DirectPartsView, DirectUploadView, UsageView } from '../src/contract/views/upload.view.js';
import type { MediaView } from '../src/contract/views/message.view.js';
import { PNG, read, ready } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { S3Server } from './support/s3-server/server.js';
import { server, TestServer, useServerFrom } from './support/server.js';

const MIB = 1024 * 1024;
const DIRECT = '/api/media/direct';
const NOT_FOUND = { status: 404, body: { code: 'media.not_found' } };

let s3: S3Server;
useServerFrom(async () => {
  s3 = await S3Server.start();
  const limits = { MEDIA_MAX_BYTES: String(10 * MIB), MEDIA_STORED_BYTES: String(20 * MIB) };
  const started = await TestServer.start({ ...s3.settings, ...limits });
  await started.sendSocketsElsewhere({ ...s3.settings, ...limits });
  return started;
});
afterEach(() => s3.empty());
afterAll(() => s3.stop());

const hex = (bytes: Buffer): string => createHash('sha256').update(bytes).digest('hex');
const begins = (who: Person, size: number, more: object = {}): Promise<DirectUploadView> =>
  who.does('POST', DIRECT, { size, ...more });
const addresses = (who: Person, { uploadId }: DirectUploadView, ...parts: number[]): Promise<DirectPartsView> =>
  who.does('POST', `${DIRECT}/${uploadId}/parts`, { parts });
const completes = (who: Person, { uploadId }: DirectUploadView, etags: string[], sha256?: string) =>
  who.call<MediaView>('POST', `${DIRECT}/${uploadId}/complete`, { etags, sha256 });

/**
 * Sends a file to the storage. s3rver checks no signatures: that S3 refuses another size, a changed address and one that is too old is not
 * shown here. It checks no ETags either.
 * @returns the ETags
 */
async function sends(who: Person, upload: DirectUploadView, bytes: Buffer): Promise<string[]> {
  const numbers = Array.from({ length: upload.parts }, (_, place) => place + 1);
  const { parts } = await addresses(who, upload, ...numbers);
  const etags: string[] = [];
  for (const { part, url } of parts) {
    const start = (part - 1) * upload.partSize;
    const body = Uint8Array.from(bytes.subarray(start, start + upload.partSize));
    const { status, headers } = await fetch(url, { method: 'PUT', body });
    expect(status).toBe(200);
    etags.push(headers.get('etag') ?? '');
  }
  return etags;
}

const usage = (who: Person): Promise<UsageView> => who.does('GET', '/api/me/usage');
const sweep = (hours: number): Promise<void> =>
  server()
    .service<DirectUploadLifecycle>('media/direct/direct-upload-lifecycle', 'DirectUploadLifecycle')
    .sweep(new Date(Date.now() + hours * 3_600_000));

describe('an upload that a client sends to S3', () => {
  it('arrives in parts, and can be sent with a message', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const bytes = randomBytes(8 * MIB + 1_000);
    const upload = await begins(ada, bytes.length, { fileName: 'my "best" film.bin', mimeType: 'application/x-film' });
    expect(upload).toMatchObject({ partSize: 8 * MIB, parts: 2 });
    expect((await usage(ada)).bytesStored).toBe(bytes.length);

    const { parts } = await addresses(ada, upload, 2);
    expect(parts).toMatchObject([{ part: 2, size: 1_000 }]);
    const query = new URL(parts[0]!.url).searchParams;
    expect([query.get('X-Amz-SignedHeaders'), query.get('X-Amz-Expires')]).toEqual(['content-length;host', '300']);

    const etags = await sends(ada, upload, bytes);
    const { status, body } = await completes(ada, upload, etags, hex(bytes));
    expect([status, body.data]).toMatchObject([
      201,
      {
        id: upload.mediaId,
        kind: 'file',
        name: 'my "best" film.bin',
        mimeType: 'application/x-film',
        size: bytes.length,
      },
    ]);
    expect(s3.objects).toHaveLength(1); // what was sent is the object, and was not copied
    const message = await ada.says(chat, '', { media: [{ id: upload.mediaId }] });
    expect((await read(ben, message.media[0]!.url)).bytes.equals(bytes)).toBe(true);
    expect((await usage(ada)).bytesStored).toBe(bytes.length);
  });

  it('is processed like any other, and its owner has the same bytes once', async () => {
    const ada = await person('ada');
    for (const name of ['cat.png', 'same.png']) {
      const upload = await begins(ada, PNG.length, { fileName: name, mimeType: 'image/png' });
      await completes(ada, upload, await sends(ada, upload, PNG));
      const view = await ready(ada, { id: upload.mediaId });
      expect(view).toMatchObject({ kind: 'image', name, status: 'ready', width: 1 });
    }
    const [counted] = await server().sql<{ objects: number }>('select count(*)::int objects from media_objects');
    expect(s3.objects).toHaveLength(counted!.objects);
  });

  it('begins and completes once, also after lost answers', async () => {
    const ada = await person('ada');
    const asked = { id: randomUUID(), fileName: 'a.txt' };
    const upload = await begins(ada, 4, asked);
    const again = await ada.call('POST', DIRECT, { size: 4, ...asked });
    expect([again.headers.get('idempotent-replayed'), again.body.data]).toEqual(['true', upload]);
    expect(await ada.call('POST', DIRECT, { size: 5, ...asked })).toMatchObject({
      status: 409,
      body: { code: 'media.id_taken' },
    });

    const etags = await sends(ada, upload, Buffer.from('text'));
    await s3.loseCompletions(1);
    const here = completes(ada, upload, etags);
    ada.crossed = true; // at another node, if there is one
    const answers = await Promise.all([here, completes(ada, upload, etags)]);
    answers.push(await completes(ada, upload, etags, hex(Buffer.from('text'))));
    expect(answers.map(({ status }) => status)).toEqual([201, 201, 201]);
    expect(answers.filter(({ headers }) => !headers.has('idempotent-replayed'))).toHaveLength(1);
    expect(new Set(answers.map(({ body }) => body.data.id))).toEqual(new Set([asked.id]));
    expect(await completes(ada, upload, etags, hex(Buffer.from('more')))).toMatchObject({ status: 409 });
    expect((await read(ada, `/api/media/${asked.id}`)).bytes.toString()).toBe('text');
    expect(s3.objects).toHaveLength(1);
  });

  it.each([
    ['fewer bytes', 'tex', undefined],
    ['more bytes', 'texts', undefined],
    ['other bytes', 'TEXT', hex(Buffer.from('text'))],
  ])('is refused and removed when it has %s than announced', async (_, sent, sha256) => {
    const ada = await person('ada');
    const upload = await begins(ada, 4);
    const { parts } = await addresses(ada, upload, 1);
    const { headers } = await fetch(parts[0]!.url, { method: 'PUT', body: sent });
    const etags = [headers.get('etag')!];
    expect(await completes(ada, upload, etags, sha256)).toMatchObject({
      status: 409,
      body: { code: 'media.bytes_differ' },
    });
    expect([s3.objects, s3.unfinished, (await usage(ada)).bytesStored]).toEqual([[], [], 0]);
    expect(await completes(ada, upload, etags)).toMatchObject(NOT_FOUND);
  });

  it('is refused before it begins when a limit is reached', async () => {
    const ada = await person('ada');
    const refused = (size: number) => ada.call('POST', DIRECT, { size });
    expect(await refused(10 * MIB + 1)).toMatchObject({ status: 413, body: { code: 'media.too_large' } });
    const [one] = [await begins(ada, 10 * MIB), await begins(ada, 10 * MIB)];
    expect(await refused(1)).toMatchObject({ status: 403, body: { code: 'plan.limit_reached' } });
    await ada.does('DELETE', `${DIRECT}/${one.uploadId}`);
    for (let open = 1; open < 20; open++) await begins(ada, 1);
    expect(await refused(1)).toMatchObject({ status: 429, body: { code: 'rate.limited' } });
    expect(s3.unfinished).toHaveLength(20);

    const [media] = await server().sql<{ id: string }>('select gen_random_uuid() id');
    const ben = await person('ben');
    const taken = await begins(ben, 1, media);
    await completes(ben, taken, await sends(ben, taken, Buffer.from('x')));
    expect(await (await person('eve')).call('POST', DIRECT, { size: 1, ...media })).toMatchObject({
      status: 409,
      body: { code: 'media.id_taken' },
    });
  });

  it('belongs to the user who began it, and has only its own parts', async () => {
    const { ada, eve } = await people('ada', 'eve');
    const upload = await begins(ada, 4);
    const etags = await sends(ada, upload, Buffer.from('text'));
    const path = `${DIRECT}/${upload.uploadId}`;
    expect(await completes(eve, upload, etags)).toMatchObject(NOT_FOUND);
    expect(await eve.call('POST', `${path}/parts`, { parts: [1] })).toMatchObject(NOT_FOUND);
    expect(await eve.call('DELETE', path)).toMatchObject(NOT_FOUND);
    const tus = { 'tus-resumable': '1.0.0' };
    expect(await ada.call('DELETE', `/api/media/uploads/${upload.uploadId}`, undefined, tus)).toMatchObject(NOT_FOUND);

    const invalid = { status: 400, body: { code: 'request.invalid' } };
    for (const parts of [[2], [0], [1, 1], [], 'x', [1.5]]) {
      expect(await ada.call('POST', `${path}/parts`, { parts })).toMatchObject(invalid);
    }
    for (const wrong of [[], [...etags, ...etags], ['<a>\n']]) {
      expect(await completes(ada, upload, wrong)).toMatchObject(invalid);
    }
    expect((await completes(ada, upload, etags)).status).toBe(201);
  });

  it('leaves nothing in S3 when it is ended, when it expires, and when nobody remembers it', async () => {
    const ada = await person('ada');
    const [ended, left] = [await begins(ada, 4), await begins(ada, 4)];
    for (const upload of [ended, left]) await sends(ada, upload, Buffer.from('text'));
    await ada.does('DELETE', `${DIRECT}/${ended.uploadId}`);
    expect(await ada.call('POST', `${DIRECT}/${ended.uploadId}/parts`, { parts: [1] })).toMatchObject(NOT_FOUND);
    expect([s3.unfinished.length, (await usage(ada)).bytesStored]).toEqual([1, 4]);
    await sweep(25);
    expect([s3.unfinished, (await usage(ada)).bytesStored]).toEqual([[], 0]);

    await begins(ada, 4);
    await server().sql('delete from resumable_uploads'); // as the removal of an account does
    await sweep(23);
    expect(s3.unfinished).toHaveLength(1);
    await sweep(25);
    expect(s3.unfinished).toEqual([]);
  });

  it('does not count when S3 is away, and is removed when S3 is back', async () => {
    const ada = await person('ada');
    const upload = await begins(ada, 4);
    const etags = await sends(ada, upload, Buffer.from('text'));
    await s3.goAway();
    const away = { status: 503, body: { code: 'media.storage_unavailable' } };
    expect(await ada.call('POST', DIRECT, { size: 9 })).toMatchObject(away);
    expect(await completes(ada, upload, etags)).toMatchObject(away);
    expect((await usage(ada)).bytesStored).toBe(4);
    await ada.does('DELETE', `${DIRECT}/${upload.uploadId}`);
    expect((await usage(ada)).bytesStored).toBe(0);
    await s3.comeBack();
    expect(s3.unfinished).toHaveLength(1);
    await sweep(0);
    expect(s3.unfinished).toEqual([]);
  });
});
