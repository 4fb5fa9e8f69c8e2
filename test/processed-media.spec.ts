import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

import sharp from 'sharp';

import type { MediaView, MessageView, SharedMessageView } from '../src/contract/views/message.view.js';
import { form } from './support/files.js';
import { people } from './support/people.js';
import type { Person } from './support/person.js';
import { server, useServer } from './support/server.js';

useServer();
jest.setTimeout(120_000);

const fixture = (name: string): Promise<Buffer> => readFile(join(__dirname, 'fixtures', 'media', name));

/** Milliseconds. A machine with other work needs some seconds for the largest photo. */
const PROCESSED_WITHIN = 60_000;

interface Followed {
  sent: MessageView;
  ready: SharedMessageView;
  media: MediaView;
}

/** Sends a file and waits until the other person is told that it was processed. */
async function follow(ada: Person, ben: Person, name: string, content: Buffer, type: string): Promise<Followed> {
  const chat = await ada.opensChatWith(ben);
  const processed = ben.waitFor('message.updated', ({ media }) => media[0]?.status !== 'processing', PROCESSED_WITHIN);
  const body = form({ message: '' }, { content, name, type });
  const sent = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, body);
  const ready = await processed;
  expect(ready.id).toBe(sent.id);
  expect(ready.rev).toBeGreaterThan(sent.rev);
  return { sent, ready, media: ready.media[0] as MediaView };
}

async function bytesOf(reader: Person, url: string | null): Promise<Buffer> {
  const answer = await fetch(`${server().url}${url}`, { headers: { authorization: `Bearer ${reader.token}` } });
  expect([url, answer.status]).toEqual([url, 200]);
  return Buffer.from(await answer.arrayBuffer());
}

/** What a camera writes into a picture: names of its blocks, the camera, and the coordinates in the fixtures. */
const OF_THE_CAMERA = ['Exif\0', 'http://ns.adobe.com/xap', 'GPS', 'Photoshop 3.0'];

async function expectNothingOfTheCamera(served: Buffer): Promise<void> {
  for (const text of OF_THE_CAMERA) expect([text, served.includes(text)]).toEqual([text, false]);
  const { exif, xmp, iptc, orientation, space } = await sharp(served).metadata();
  expect({ exif, xmp, iptc, orientation, space }).toEqual({ space: 'srgb' });
}

describe('a picture that is sent', () => {
  it.each([
    ['gps.jpg', 'image/jpeg', 'image/jpeg'],
    ['p3.jpg', 'image/jpeg', 'image/jpeg'],
    ['photo.heic', 'image/heic', 'image/jpeg'],
    ['photo.avif', 'image/avif', 'image/jpeg'],
    ['animated.gif', 'image/gif', 'image/gif'],
    ['animated.webp', 'image/webp', 'image/webp'],
  ])('%s is served without anything of the camera, in three sizes', async (name, type, servedType) => {
    const { ada, ben } = await people('ada', 'ben');
    const { sent, media } = await follow(ada, ben, name, await fixture(name), type);

    expect(sent.media[0]).toMatchObject({ status: 'processing', thumbnailUrl: null, width: null });
    const { id } = media;
    expect(media).toMatchObject({
      status: 'ready',
      kind: 'image',
      mimeType: servedType,
      url: `/api/media/${id}`,
      thumbnailUrl: `/api/media/${id}?size=thumb`,
      previewUrl: `/api/media/${id}?size=preview`,
      placeholder: expect.stringMatching(/^[A-Za-z0-9+/]+=*$/) as string,
    });
    const original = await bytesOf(ben, media.url);
    expect(media.size).toBe(original.length);
    const shown = await sharp(original).metadata();
    expect([shown.width, shown.pageHeight ?? shown.height]).toEqual([media.width, media.height]);
    for (const url of [media.url, media.previewUrl, media.thumbnailUrl]) {
      await expectNothingOfTheCamera(await bytesOf(ben, url));
    }
    for (const url of [media.previewUrl, media.thumbnailUrl]) {
      expect((await sharp(await bytesOf(ben, url)).metadata()).format).toBe('webp');
    }
    const isAnimated = name.startsWith('animated');
    expect((shown.pages ?? 1) > 1).toBe(isAnimated);
  });

  it('is shown upright, whichever of the eight ways the camera was held', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const corners = new Set<string>();
    for (let orientation = 1; orientation <= 8; orientation++) {
      const name = `orientation-${orientation}.jpg`;
      const { media } = await follow(ada, ben, name, await fixture(name), 'image/jpeg');
      const served = await bytesOf(ben, media.url);
      await expectNothingOfTheCamera(served);
      const { data, info } = await sharp(served).raw().toBuffer({ resolveWithObject: true });
      const at = (x: number, y: number) =>
        [0, 1, 2]
          .map((channel) => ((data[(y * info.width + x) * info.channels + channel] ?? 0) > 127 ? 1 : 0))
          .join('');
      const [right, bottom] = [info.width - 3, info.height - 3];
      corners.add([info.width, info.height, at(2, 2), at(right, 2), at(2, bottom), at(right, bottom)].join(' '));
    }
    expect(corners.size).toBe(1);
  });

  it('may have 20 megapixels', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const picture = sharp({ create: { width: 5472, height: 3648, channels: 3, background: '#48a' } });
    const photo = await picture
      .withExif({ IFD3: { GPSLatitudeRef: 'N' } })
      .jpeg()
      .toBuffer();
    const { media } = await follow(ada, ben, 'large.jpg', photo, 'image/jpeg');
    expect(media).toMatchObject({ status: 'ready', width: 5472, height: 3648 });
    const preview = await sharp(await bytesOf(ben, media.previewUrl)).metadata();
    expect([preview.width, preview.height]).toEqual([1280, 853]);
    await expectNothingOfTheCamera(await bytesOf(ben, media.url));
  });

  it('cannot be read before it was processed, and is rejected with a reason when it cannot be used', async () => {
    const { ada, ben } = await people('ada', 'ben');
    const whole = await fixture('gps.jpg');
    const { media } = await follow(ada, ben, 'half.jpg', whole.subarray(0, whole.length / 2), 'image/jpeg');
    expect(media).toMatchObject({ status: 'rejected', reason: 'broken', thumbnailUrl: null, width: null });
    for (const size of ['original', 'preview', 'thumb']) {
      const answer = await ben.call('GET', `${media.url}?size=${size}`);
      expect(answer).toMatchObject({ status: 410, body: { code: 'media.rejected', params: { reason: 'broken' } } });
    }
  });
});

it('a document is ready at once and stays as it is', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const content = await fixture('document.pdf');
  const chat = await ada.opensChatWith(ben);
  const body = form({ message: '' }, { content, name: 'document.pdf', type: 'application/pdf' });
  const { media } = await ada.does<MessageView>('POST', `/api/chats/${chat.id}/media-messages`, body);
  expect(media[0]).toMatchObject({ kind: 'file', status: 'ready', thumbnailUrl: null });
  expect(await bytesOf(ben, media[0]?.url ?? '')).toEqual(content);
  expect((await ben.call('GET', `${media[0]?.url}?size=thumb`)).status).toBe(404);
});

it('the same bytes are stored once for each owner, under the name of each upload', async () => {
  const { ada, ben } = await people('ada', 'ben');
  const content = await fixture('orientation-1.jpg');
  const send = (who: Person, name: string) =>
    who.does<MediaView>('POST', '/api/media', form({}, { content, name, type: 'image/jpeg' }));
  const [first, second] = [await send(ada, 'first.jpg'), await send(ada, 'second.jpg')];
  await send(ben, 'first.jpg');
  expect([first.name, second.name]).toEqual(['first.jpg', 'second.jpg']);
  const counts = await server().sql<{ contents: number }>(
    'select owner_id, count(*)::int contents from media_contents group by 1',
  );
  expect(counts.map(({ contents }) => contents)).toEqual([1, 1]);
});
