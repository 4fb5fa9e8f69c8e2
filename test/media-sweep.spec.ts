import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { uuidv7 } from 'uuidv7';

import type { MediaStorage } from '../src/media/storage/media-storage.js';
import type { MediaSweep } from '../src/media/media-sweep.js';
import { storedFiles, read, upload, countUploads } from './support/files.js';
import { people, person } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

const HOUR = 60 * 60 * 1000;
const sweep = (hoursFromNow: number) =>
  server()
    .service<MediaSweep>('media/media-sweep', 'MediaSweep')
    .sweep(new Date(Date.now() + hoursFromNow * HOUR));

/** Writes a file into a folder of the media storage, as a crash would leave it there. */
async function leave(folder: string, name: string): Promise<void> {
  const path = join(server().dataDir, 'media', folder);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, name), 'left behind');
}

describe('an upload that was not sent', () => {
  it('is deleted after a day; a sent upload stays', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const [sent, unsent] = [await upload(ada), await upload(ada, { name: 'dog.png' })];
    await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: sent.id } });

    await sweep(23);
    expect((await read(ada, unsent.url)).status).toBe(200);
    await sweep(25);
    expect((await read(ada, unsent.url)).status).toBe(404);
    expect((await read(ben, sent.url)).status).toBe(200);
    expect([await countUploads(), await storedFiles()]).toEqual([1, [sent.id]]);
    const late = ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: unsent.id } });
    await expect(late).rejects.toMatchObject({ code: 'media.not_found' });
  });

  it('is deleted by one sweep, also when there are more of them than one batch holds', async () => {
    const ada = await person('ada');
    await server().sql(
      `insert into media (id, owner_id, kind, name, mime_type, size, sha256)
       select gen_random_uuid(), $1, 'file', null, 'text/plain', 1, '\\x00' from generate_series(1, 250)`,
      [ada.id],
    );
    await sweep(23);
    expect(await countUploads()).toBe(250);
    await sweep(25);
    expect(await countUploads()).toBe(0);
  });
});

describe('a file that a crash left behind', () => {
  it('is deleted after a day if the database has no row for it', async () => {
    const ada = await person('ada');
    const { id, url } = await upload(ada);
    const stray = uuidv7();
    await leave(stray.slice(-2), stray);
    await leave('..', 'not-ours');

    await sweep(23);
    expect(await storedFiles()).toEqual(expect.arrayContaining([id, stray]));
    await server().sql("update media set created_at = now() + interval '1 day'");
    await sweep(25);
    expect(await storedFiles()).not.toContain(stray);
    expect((await read(ada, url)).status).toBe(200);
  });

  it('is deleted at the next start if its upload was incomplete, unless it is recent: another node may still receive it', async () => {
    await leave('incoming', 'half-of-it');
    const kept = await upload(await person('ada'));

    await server().service<MediaStorage>('media/storage/media-storage', 'MediaStorage').onModuleInit();
    expect(await storedFiles()).toEqual(expect.arrayContaining([kept.id, 'half-of-it']));

    const twoMinutesAgo = new Date(Date.now() - 120_000);
    await utimes(join(server().dataDir, 'media', 'incoming', 'half-of-it'), twoMinutesAgo, twoMinutesAgo);
    await server().service<MediaStorage>('media/storage/media-storage', 'MediaStorage').onModuleInit();
    const files = await storedFiles();
    expect(files).toContain(kept.id);
    expect(files).not.toContain('half-of-it');
  });
});
