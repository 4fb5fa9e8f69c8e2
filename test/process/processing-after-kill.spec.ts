import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';

import sharp from 'sharp';

import type { ChatView } from '../../src/contract/views/chat.view.js';
import type { MessageView } from '../../src/contract/views/message.view.js';
import { DemoCaller } from '../support/demo-caller.js';
import { ServerProcess, useServerDirectory } from '../support/server-process.js';

useServerDirectory();
jest.setTimeout(300_000);

/** The full proof is twenty: `KILLS=20`, after a change of the queue. */
const KILLS = Number(process.env.KILLS ?? 3);
const PHOTOS = 2;
const SETTINGS = { SEED_DEMO: 'true', RATE_LIMIT: 'off' };
/** Milliseconds after a send. A photo takes some hundreds. */
const LATEST_KILL = 700;

/** A photo that takes a while, each with other bytes, and with the position where it was taken. */
async function photo(place: number): Promise<Buffer> {
  const noise = { type: 'gaussian' as const, mean: 100 + place, sigma: 40 };
  const picture = sharp({ create: { width: 1600, height: 1200, channels: 3, background: '#456', noise } });
  const position = { GPSLatitude: '48/1 38/1 0/1', GPSLatitudeRef: 'N' };
  return picture
    .withExif({ IFD0: { Make: 'Camera' }, IFD3: position })
    .jpeg()
    .toBuffer();
}

/** @returns the message's id */
async function sendPhoto(me: DemoCaller, chat: string, content: Buffer, name: string): Promise<string> {
  const form = new FormData();
  form.append('message', '');
  form.append('media', new Blob([Uint8Array.from(content)], { type: 'image/jpeg' }), name);
  return (await me.does<MessageView>('POST', `/api/chats/${chat}/media-messages`, form)).data.id;
}

it(`each photo is processed once, although the server is killed ${KILLS} times meanwhile`, async () => {
  let server = ServerProcess.start(SETTINGS);
  const { dataDir } = server;
  let me = await DemoCaller.signIn(server);
  const { data: chats } = await me.does<ChatView[]>('GET', '/api/chats');
  const [chat] = chats;
  const path = `/api/chats/${chat?.id}/messages`;
  const acknowledged: string[] = [];

  for (let kill = 0; kill < KILLS; kill++) {
    const photos = await Promise.all(Array.from({ length: PHOTOS }, (_, place) => photo(kill * PHOTOS + place)));
    for (const [place, content] of photos.entries()) {
      acknowledged.push(await sendPhoto(me, chat?.id ?? '', content, `${kill}-${place}.jpg`));
    }
    await pause((LATEST_KILL * (kill + 1)) / KILLS);
    server.child.kill('SIGKILL');
    await server.exit;
    server = ServerProcess.start({ ...SETTINGS, DATA_DIR: dataDir });
    me = await DemoCaller.signIn(server);
  }

  const messages = await Promise.all(acknowledged.map((id) => untilProcessed(me, `${path}/${id}`)));
  for (const { media } of messages) {
    const [one] = media;
    expect(one).toMatchObject({ status: 'ready', width: 1600, height: 1200, mimeType: 'image/jpeg' });
    const original = Buffer.from(await (await me.fetch(one?.url ?? '')).arrayBuffer());
    expect((await sharp(original).metadata()).exif).toBeUndefined();
    expect(original.includes('Exif\0')).toBe(false);
    for (const url of [one?.previewUrl, one?.thumbnailUrl]) expect((await me.fetch(url ?? '')).status).toBe(200);
  }
  expect(await server.stop()).toBe(0);

  // One upload was removed for each photo, and its three results stay. A kill between a file and its row leaves a file to the sweep.
  const stored = await readdir(join(dataDir, 'media'), { recursive: true, withFileTypes: true });
  const files = stored.filter((entry) => entry.isFile() && !entry.parentPath.endsWith('incoming'));
  expect(files.length).toBeGreaterThanOrEqual(acknowledged.length * 3);
});

/** A lease of a killed server lasts for some seconds, so the photos it held come later than the others. */
async function untilProcessed(me: DemoCaller, path: string): Promise<MessageView> {
  for (;;) {
    const { data: message } = await me.does<MessageView>('GET', path);
    if (message.media.every(({ status }) => status !== 'processing')) return message;
    await pause(200);
  }
}
