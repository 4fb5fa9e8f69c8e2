import { setTimeout as pause } from 'node:timers/promises';

import type { MediaSweep } from '../src/media/media-sweep.js';
import type { MediaView } from '../src/contract/views/message.view.js';
import { countUploads, form, read, upload } from './support/files.js';
import { people, person } from './support/people.js';
import type { Person } from './support/person.js';
import { S3Server } from './support/s3-server/server.js';
import { server, TestServer, useServerFrom } from './support/server.js';

const AWAY = { status: 503, body: { code: 'media.storage_unavailable', retryAfter: 5 } };

const CONTENT = 'what is in the note';

let s3: S3Server;

/** A file that is served as it came. */
const uploadNote = (who: Person): Promise<MediaView> =>
  upload(who, { content: CONTENT, name: 'note.txt', type: 'text/plain' });

/** The ids of the objects of an upload. */
async function objectsOf(mediaId: string): Promise<string[]> {
  const found = await server().sql<{ id: string }>(
    'select o.id from media_objects o join media m on m.content_id = o.content_id where m.id = $1',
    [mediaId],
  );
  return found.map(({ id }) => id);
}

useServerFrom(async () => {
  s3 = await S3Server.start();
  const started = await TestServer.start(s3.settings);
  await started.sendSocketsElsewhere(s3.settings);
  return started;
});
afterAll(() => s3.stop());

async function ready(): Promise<{ status: number; media: string | undefined }> {
  const answer = await fetch(`${server().url}/health/ready`);
  const { details } = (await answer.json()) as { details: Record<string, { status: string }> };
  return { status: answer.status, media: details.media?.status };
}

const sweepTomorrow = (): Promise<void> =>
  server()
    .service<MediaSweep>('media/media-sweep', 'MediaSweep')
    .sweep(new Date(Date.now() + 25 * 60 * 60 * 1000));

describe('a server that stores media in S3', () => {
  it('stores an upload there, and answers all of it or a range', async () => {
    const ada = await person('ada');
    const { id, url } = await uploadNote(ada);
    expect(s3.objects).toEqual(expect.arrayContaining(await objectsOf(id)));
    const whole = await read(ada, url);
    expect([whole.status, whole.bytes.toString(), whole.headers.get('content-type')]).toEqual([
      200,
      CONTENT,
      'application/octet-stream',
    ]);
    const part = await read(ada, url, { range: 'bytes=0-3' });
    expect([part.status, part.bytes.toString()]).toEqual([206, 'what']);
    expect((await read(await person('ben'), url)).status).toBe(404);
  });

  it('sends a client to an address that ends soon, with the headers of the file', async () => {
    const ada = await person('ada');
    const { url } = await uploadNote(ada);
    const answer = await fetch(`${server().url}${url}?t=${ada.login.mediaToken}`, { redirect: 'manual' });
    const location = new URL(answer.headers.get('location') ?? '');
    expect([answer.status, answer.headers.get('cache-control')]).toEqual([302, 'private, no-store']);
    const { 'X-Amz-Expires': seconds, ...forced } = Object.fromEntries(location.searchParams);
    expect(Number(seconds)).toBeLessThanOrEqual(300);
    expect(forced).toMatchObject({
      'response-content-type': 'application/octet-stream',
      'response-content-disposition': `attachment; filename="note.txt"; filename*=UTF-8''note.txt`,
      'response-cache-control': 'private, max-age=31536000, immutable',
    });
    expect(location.href).not.toContain(ada.login.mediaToken);
    // Its ETag is that of S3, and a range that asks with it gets its part.
    const etag = (await fetch(location)).headers.get('etag') ?? '';
    const part = await read(ada, url, { range: 'bytes=0-3', 'if-range': etag });
    expect([part.status, part.bytes.toString()]).toEqual([206, 'what']);
  });

  it('stores the files of the demo there', async () => {
    const demo = await TestServer.start({ ...s3.settings, SEED_DEMO: 'true' });
    try {
      const rows = await demo.sql<{ id: string }>('select id from media_objects');
      expect(rows.length).toBeGreaterThan(0);
      expect(s3.objects).toEqual(expect.arrayContaining(rows.map(({ id }) => id)));
    } finally {
      await demo.stop();
    }
  });

  it('removes the object with its message', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const { id, url } = await uploadNote(ada);
    const message = await ada.says(chat, '', { media: [{ id }] });
    expect((await read(ben, url)).status).toBe(200);
    const objects = await objectsOf(id);
    await ada.deletes(message);
    expect((await read(ben, url)).status).toBe(404);
    await sweepTomorrow();
    expect(objects).toHaveLength(1);
    expect(s3.objects.filter((one) => objects.includes(one))).toEqual([]);
    expect((await read(ada, url)).status).toBe(404);
  });

  it('says so while S3 is away; messages go on, and files work again when it is back', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const { id, url } = await uploadNote(ada);
    const message = await ada.says(chat, 'with a picture', { media: [{ id }] });
    expect(await ready()).toEqual({ status: 200, media: 'up' });

    await s3.goAway();
    try {
      expect(await ready()).toEqual({ status: 503, media: 'down' });
      expect(await ada.call('POST', '/api/media', form({}, {}))).toMatchObject(AWAY);
      expect(await ada.call('POST', `/api/chats/${chat.id}/media-messages`, form({}, {}))).toMatchObject(AWAY);
      expect((await ada.call('HEAD', url)).status).toBe(200); // the row is here; reading it is between the client and S3
      await ada.says(chat, 'still here');
      await ada.deletes(message);
      expect((await ben.sees(chat)).map(({ message: text }) => text)).toEqual(['still here', '']);
    } finally {
      await s3.comeBack();
    }
    expect(await ready()).toEqual({ status: 200, media: 'up' });
    expect((await read(ada, (await uploadNote(ada)).url)).bytes.toString()).toBe(CONTENT);
  });

  it('processes a picture later when S3 is away meanwhile, however long that takes', async () => {
    const { id } = await upload(await person('ada'));
    const job = () =>
      server().sql<{ attempts: number; error: string | null }>('select attempts, error from media_jobs');
    const status = async () => (await server().sql<{ status: string }>('select status from media_contents'))[0]?.status;
    await s3.goAway();
    await server().sql(`update media_objects set variant = 'upload' where variant = 'original'`);
    await server().sql(`update media_contents set status = 'processing'`);
    await server().sql('delete from media_jobs');
    await server().sql('insert into media_jobs (content_id, attempts) select id, 4 from media_contents');
    try {
      while ((await job())[0]?.error === null) await pause(100);
      expect([(await job())[0]?.attempts, await status()]).toEqual([4, 'processing']);
    } finally {
      await s3.comeBack();
    }
    await server().sql('update media_jobs set run_at = now()');
    while ((await status()) === 'processing') await pause(100);
    expect([await status(), (await objectsOf(id)).length]).toEqual(['ready', 3]);
  });

  it('removes later what it cannot remove while S3 is away', async () => {
    const { id } = await uploadNote(await person('ada'));
    const [object] = await objectsOf(id);
    await s3.goAway();
    try {
      await expect(sweepTomorrow()).rejects.toThrow(/cannot be stored or read/);
      expect([await countUploads(), s3.objects]).toEqual([0, expect.arrayContaining([object])]);
    } finally {
      await s3.comeBack();
    }
    await sweepTomorrow();
    expect(s3.objects).toEqual([]);
  });
});
