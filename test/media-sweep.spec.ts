import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { uuidv7 } from 'uuidv7';

import type { MediaStorage } from '../src/media/storage/media-storage.js';
import type { MediaSweep } from '../src/media/media-sweep.js';
import { countUploads, objectsOf, read, storedFiles, uploadText } from './support/files.js';
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
    const [sent, unsent] = [await uploadText(ada), await uploadText(ada, 'dog', 'dog.txt')];
    await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: sent.id } });

    await sweep(23);
    expect((await read(ada, unsent.url)).status).toBe(200);
    await sweep(25);
    expect((await read(ada, unsent.url)).status).toBe(404);
    expect((await read(ben, sent.url)).status).toBe(200);
    expect([await countUploads(), await storedFiles()]).toEqual([1, await objectsOf(sent)]);
    const late = ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: unsent.id } });
    await expect(late).rejects.toMatchObject({ code: 'media.not_found' });
  });

  it('is deleted by one sweep, also when there are more of them than one batch holds', async () => {
    const ada = await person('ada');
    const first = await uploadText(ada);
    await server().sql(
      `insert into media (id, owner_id, content_id) select gen_random_uuid(), $1, content_id
       from media, generate_series(1, 249) where id = $2`,
      [ada.id, first.id],
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
    const kept = await uploadText(ada);
    const stray = uuidv7();
    await leave(stray.slice(-2), stray);
    await leave('..', 'not-ours');

    await sweep(23);
    expect(await storedFiles()).toEqual(expect.arrayContaining([...(await objectsOf(kept)), stray]));
    await server().sql("update media set created_at = now() + interval '1 day'");
    await sweep(25);
    expect(await storedFiles()).not.toContain(stray);
    expect((await read(ada, kept.url)).status).toBe(200);
  });

  it('is deleted at the next start if its upload was incomplete, unless it is recent: another node may still receive it', async () => {
    await leave('incoming', 'half-of-it');
    const [kept = ''] = await objectsOf(await uploadText(await person('ada')));

    await server().service<MediaStorage>('media/storage/media-storage', 'MediaStorage').onModuleInit();
    expect(await storedFiles()).toEqual(expect.arrayContaining([kept, 'half-of-it']));

    const hoursAgo = new Date(Date.now() - 3 * HOUR);
    await utimes(join(server().dataDir, 'media', 'incoming', 'half-of-it'), hoursAgo, hoursAgo);
    await server().service<MediaStorage>('media/storage/media-storage', 'MediaStorage').onModuleInit();
    const files = await storedFiles();
    expect(files).toContain(kept);
    expect(files).not.toContain('half-of-it');
  });
});
