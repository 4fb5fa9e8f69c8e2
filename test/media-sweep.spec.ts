import { mkdir, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

import { uuidv7 } from 'uuidv7';

import type { MediaStorage } from '../src/media/media-storage.js';
import type { MediaSweep } from '../src/media/media-sweep.js';
import { filesKept, read, upload, uploadsOnRecord } from './support/files.js';
import { people, person } from './support/people.js';
import { server, useServer } from './support/server.js';

useServer();

const HOUR = 60 * 60 * 1000;
const sweep = (hoursFromNow: number) =>
  server()
    .service<MediaSweep>('media/media-sweep', 'MediaSweep')
    .sweep(new Date(Date.now() + hoursFromNow * HOUR));

/** Puts a file where the storage keeps its own, as a crash would have left it. */
async function leave(folder: string, name: string): Promise<void> {
  const path = join(server().dataDir, 'media', folder);
  await mkdir(path, { recursive: true });
  await writeFile(join(path, name), 'left behind');
}

describe('what was uploaded and not sent', () => {
  it('goes after a day, and what was sent stays', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const chat = await ada.opensChatWith(ben);
    const [sent, unsent] = [await upload(ada), await upload(ada, { name: 'dog.png' })];
    await ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: sent.id } });

    await sweep(23);
    expect((await read(ada, unsent.url)).status).toBe(200);
    await sweep(25);
    expect((await read(ada, unsent.url)).status).toBe(404);
    expect((await read(ben, sent.url)).status).toBe(200);
    expect([await uploadsOnRecord(), await filesKept()]).toEqual([1, [sent.id]]);
    const late = ada.does('POST', `/api/chats/${chat.id}/media-messages`, { message: '', media: { id: unsent.id } });
    await expect(late).rejects.toMatchObject({ code: 'media.not_found' });
  });

  it('goes whole batches at a time', async () => {
    const ada = await person('ada');
    await server().sql(
      `insert into media (id, owner_id, kind, name, mime_type, size, sha256)
       select gen_random_uuid(), $1, 'file', null, 'text/plain', 1, '\\x00' from generate_series(1, 250)`,
      [ada.id],
    );
    await sweep(23);
    expect(await uploadsOnRecord()).toBe(250);
    await sweep(25);
    expect(await uploadsOnRecord()).toBe(0);
  });
});

describe('what a crash left behind', () => {
  it('goes after a day when it is a file nobody has on record', async () => {
    const ada = await person('ada');
    const { id, url } = await upload(ada);
    const stray = uuidv7();
    await leave(stray.slice(-2), stray);
    await leave('..', 'not-ours');

    await sweep(23);
    expect(await filesKept()).toEqual(expect.arrayContaining([id, stray]));
    await server().sql("update media set created_at = now() + interval '1 day'");
    await sweep(25);
    expect(await filesKept()).not.toContain(stray);
    expect((await read(ada, url)).status).toBe(200);
  });

  it('goes at the next start when it was still on its way in, unless it is on its way in on another node', async () => {
    await leave('incoming', 'half-of-it');
    const kept = await upload(await person('ada'));

    await server().service<MediaStorage>('media/media-storage', 'MediaStorage').onModuleInit();
    expect(await filesKept()).toEqual(expect.arrayContaining([kept.id, 'half-of-it']));

    const twoMinutesAgo = new Date(Date.now() - 120_000);
    await utimes(join(server().dataDir, 'media', 'incoming', 'half-of-it'), twoMinutesAgo, twoMinutesAgo);
    await server().service<MediaStorage>('media/media-storage', 'MediaStorage').onModuleInit();
    const files = await filesKept();
    expect(files).toContain(kept.id);
    expect(files).not.toContain('half-of-it');
  });
});

describe('the media storage', () => {
  it('is a part of what makes the server ready', async () => {
    await expect(
      server().service<MediaStorage>('media/media-storage', 'MediaStorage').usable(),
    ).resolves.toBeUndefined();
    expect((await read(null, '/health/ready')).status).toBe(200);
  });
});
