import { randomBytes } from 'node:crypto';
import { request } from 'node:http';

import type { MediaSweep } from '../src/media/media-sweep.js';
import { read } from './support/files.js';
import { person } from './support/people.js';
import { S3Server } from './support/s3-server/server.js';
import { server, TestServer, useServerFrom } from './support/server.js';
import { appends, begins, tus } from './support/tus.js';

const MIB = 1024 * 1024;
const MEDIA_ID = 'upload-media-id';

let s3: S3Server;
useServerFrom(async () => {
  s3 = await S3Server.start();
  return TestServer.start(s3.settings);
});
afterAll(() => s3.stop());

/** The objects of an unfinished upload. */
const piecesOf = (path: string): string[] => s3.objects.filter((name) => name.includes(path.split('/').at(-1)!));

const offsetOf = async (...[who, path]: [Parameters<typeof tus>[0], string]): Promise<number> =>
  Number((await tus(who, 'HEAD', path)).headers.get('upload-offset'));

describe('a resumable upload in S3', () => {
  it('arrives in pieces, each in S3 before its answer, and leaves none of them', async () => {
    const ada = await person('ada');
    const bytes = randomBytes(6 * MIB);
    const path = await begins(ada, bytes.length, { filename: 'film.bin' });
    expect((await appends(ada, path, 0, bytes.subarray(0, 5 * MIB))).headers.get('upload-offset')).toBe(`${5 * MIB}`);
    expect(piecesOf(path).length).toBeGreaterThan(1);
    expect(await offsetOf(ada, path)).toBe(5 * MIB);
    const last = await appends(ada, path, 5 * MIB, bytes.subarray(5 * MIB));
    expect((await read(ada, `/api/media/${last.headers.get(MEDIA_ID)}`)).bytes.equals(bytes)).toBe(true);
    expect(piecesOf(path)).toEqual([]);
  });

  it('joins pieces that are short', async () => {
    const ada = await person('ada');
    const bytes = randomBytes(40);
    const path = await begins(ada, bytes.length);
    for (let at = 0; at < 39; at += 3) await appends(ada, path, at, bytes.subarray(at, at + 3));
    expect(piecesOf(path)).toHaveLength(1);
    const last = await appends(ada, path, 39, bytes.subarray(39));
    expect((await read(ada, `/api/media/${last.headers.get(MEDIA_ID)}`)).bytes.equals(bytes)).toBe(true);
  });

  it('keeps what arrived before the connection was cut', async () => {
    const ada = await person('ada');
    const path = await begins(ada, 100_000);
    const headers = {
      ...{ authorization: `Bearer ${ada.token}`, 'tus-resumable': '1.0.0', 'upload-offset': 0 },
      ...{ 'content-type': 'application/offset+octet-stream', 'content-length': 100_000 },
    };
    const sent = request(server().url + path, { method: 'PATCH', headers });
    sent.on('error', () => undefined);
    await new Promise<void>((resolve) => sent.write(Buffer.alloc(60_000), () => resolve()));
    // The next request ends the one before, which then stores what it has.
    while ((await offsetOf(ada, path)) < 60_000 && !sent.destroyed) await new Promise(setImmediate);
    sent.destroy();
    expect(await offsetOf(ada, path)).toBe(60_000);
  });

  it('answers 503 while S3 is away, and goes on afterwards', async () => {
    const ada = await person('ada');
    const path = await begins(ada, 10);
    await appends(ada, path, 0, Buffer.from('01234'));
    await s3.goAway();
    const away = await appends(ada, path, 5, Buffer.from('56789'));
    const asked = await tus(ada, 'HEAD', path);
    await s3.comeBack();
    expect(away).toMatchObject({ status: 503, code: 'media.storage_unavailable' });
    expect(asked.status).toBe(503);
    expect(await offsetOf(ada, path)).toBe(5);
    const { status, headers } = await appends(ada, path, 5, Buffer.from('56789'));
    expect([status, (await read(ada, `/api/media/${headers.get(MEDIA_ID)}`)).bytes.toString()]).toEqual([
      204,
      '0123456789',
    ]);
  });

  it('leaves nothing in S3 when it is ended, and when it expires', async () => {
    const ada = await person('ada');
    const [ended, left] = [await begins(ada, 10), await begins(ada, 10)];
    for (const path of [ended, left]) await appends(ada, path, 0, Buffer.from('01234'));
    expect([piecesOf(ended), piecesOf(left)].map(({ length }) => length)).toEqual([1, 1]);
    expect((await tus(ada, 'DELETE', ended)).status).toBe(204);
    const sweep = server().service<MediaSweep>('media/media-sweep', 'MediaSweep');
    await sweep.sweep(new Date(Date.now() + 25 * 3_600_000));
    expect([...piecesOf(ended), ...piecesOf(left)]).toEqual([]);
    expect((await tus(ada, 'HEAD', left)).status).toBe(404);
  });

  it('leaves nothing when its row is gone', async () => {
    const ada = await person('ada');
    const path = await begins(ada, 10);
    await appends(ada, path, 0, Buffer.from('01234'));
    await server().sql('delete from resumable_uploads');
    const sweep = server().service<MediaSweep>('media/media-sweep', 'MediaSweep');
    await sweep.sweep(new Date(Date.now() + 23 * 3_600_000));
    expect(piecesOf(path)).toHaveLength(1);
    await sweep.sweep(new Date(Date.now() + 25 * 3_600_000));
    expect(piecesOf(path)).toEqual([]);
  });
});
