import { readdir, readFile, stat } from 'node:fs/promises';

import sharp from 'sharp';

import { fileOf, fixture, tracesIn, useProcessor } from './support/media-fixtures.js';

const { process, ready, into, write } = useProcessor();

/** The colours of the four quarters, in reading order, as red-green-blue of 0 or 1 each. */
async function quarters(image: Buffer | string): Promise<string[]> {
  const { data, info } = await sharp(image).removeAlpha().raw().toBuffer({ resolveWithObject: true });
  const at = (x: number, y: number): string => {
    const first = (Math.floor(y * info.height) * info.width + Math.floor(x * info.width)) * info.channels;
    return [...data.subarray(first, first + 3)].map((value) => (value > 127 ? 1 : 0)).join('');
  };
  return [at(0.2, 0.2), at(0.8, 0.2), at(0.2, 0.8), at(0.8, 0.8)];
}

const RED_GREEN_BLUE_WHITE = ['100', '010', '001', '111'];

describe('images', () => {
  it.each([1, 2, 3, 4, 5, 6, 7, 8])('turns a photo taken in orientation %i, in all sizes', async (orientation) => {
    const image = await ready(fixture(`orientation-${orientation}.jpg`), 'image/jpeg');
    expect(image).toMatchObject({ width: 60, height: 40, duration: null, waveform: null });
    expect(image.files.map(({ variant, mimeType }) => [variant, mimeType])).toEqual([
      ['original', 'image/jpeg'],
      ['preview', 'image/webp'],
      ['thumb', 'image/webp'],
    ]);
    for (const { path, width, height } of image.files) {
      expect({ width, height }).toEqual({ width: 60, height: 40 });
      expect(await quarters(path)).toEqual(RED_GREEN_BLUE_WHITE);
    }
  });

  it.each([
    ['gps.jpg', 'image/jpeg'],
    ['orientation-6.jpg', 'image/jpeg'],
    ['p3.jpg', 'image/jpeg'],
    ['photo.heic', 'image/heic'],
    ['photo.avif', 'image/avif'],
    ['animated.gif', 'image/gif'],
    ['animated.webp', 'image/webp'],
  ])('leaves nothing of the camera in %s', async (name, mimeType) => {
    expect(tracesIn(await readFile(fixture(name)))).not.toEqual([]);
    for (const purpose of ['message', 'avatar'] as const) {
      const { files } = await ready(fixture(name), mimeType, purpose);
      expect(files).toHaveLength(3);
      for (const { path } of files) {
        expect(tracesIn(await readFile(path))).toEqual([]);
        const { exif, icc, xmp, iptc, comments, orientation } = await sharp(path).metadata();
        expect([exif, icc, xmp, iptc, comments, orientation]).toEqual(Array(6).fill(undefined));
        expect((await stat(path)).mode & 0o777).toBe(0o600);
      }
    }
  });

  it('removes the texts of a PNG', async () => {
    const exif = { IFD0: { Artist: 'PARLEY-CAMERA-OWNER' } };
    const png = sharp({ create: { width: 9, height: 9, channels: 4, background: '#f008' } })
      .withExif(exif)
      .png();
    const path = await write('exif.png', await png.toBuffer());
    expect(tracesIn(await readFile(path))).not.toEqual([]);
    const original = fileOf(await ready(path, 'image/png'), 'original');
    expect(original.mimeType).toBe('image/png');
    expect(tracesIn(await readFile(original.path))).toEqual([]);
    // It stays half transparent.
    expect([...(await sharp(original.path).raw().toBuffer()).subarray(0, 4)]).toEqual([255, 0, 0, 136]);
  });

  it.each([
    ['p3.jpg', 'image/jpeg'],
    ['photo.heic', 'image/heic'],
  ])('turns the colours of %s from Display P3 to sRGB', async (name, mimeType) => {
    const { path, mimeType: served } = fileOf(await ready(fixture(name), mimeType), 'original');
    expect(served).toBe('image/jpeg');
    const [red = 0, green = 0, blue = 0] = await sharp(path)
      .extract({ left: 8, top: 8, width: 1, height: 1 })
      .raw()
      .toBuffer();
    // In Display P3, the reddest red of sRGB is 234, 51, 35.
    expect(red).toBeGreaterThan(245);
    expect(Math.max(green, blue)).toBeLessThan(20);
    expect(await quarters(path)).toEqual(RED_GREEN_BLUE_WHITE);
  });

  it('makes JPEG of AVIF, and WebP if it is transparent', async () => {
    expect(fileOf(await ready(fixture('photo.avif'), 'image/avif'), 'original').mimeType).toBe('image/jpeg');
    const clear = sharp({ create: { width: 40, height: 30, channels: 4, background: '#f000' } }).avif();
    const image = await ready(await write('clear.avif', await clear.toBuffer()), 'image/avif');
    const original = fileOf(image, 'original');
    expect(original).toMatchObject({ mimeType: 'image/webp', width: 40, height: 30 });
    expect((await sharp(original.path).stats()).isOpaque).toBe(false);
  });

  it.each([
    ['animated.gif', 'image/gif'],
    ['animated.webp', 'image/webp'],
  ])('keeps %s moving in the original and the preview', async (name, mimeType) => {
    const image = await ready(fixture(name), mimeType);
    expect(image).toMatchObject({ width: 60, height: 40, duration: 1 });
    const [original, preview, thumb] = await Promise.all(
      (['original', 'preview', 'thumb'] as const).map((variant) => sharp(fileOf(image, variant).path).metadata()),
    );
    for (const moving of [original, preview]) {
      expect(moving).toMatchObject({ pages: 4, delay: [100, 200, 300, 400], loop: 0, width: 60, height: 40 });
    }
    expect(fileOf(image, 'original').mimeType).toBe(mimeType);
    expect(fileOf(image, 'preview')).toMatchObject({ mimeType: 'image/webp', width: 60, height: 40 });
    expect(thumb?.pages).toBeUndefined();
    expect(await quarters(fileOf(image, 'thumb').path)).toEqual(RED_GREEN_BLUE_WHITE);
  });

  it('makes a preview and a thumb of a photo of 20 megapixels, and a placeholder', async () => {
    const noise = { type: 'gaussian', mean: 128, sigma: 40 } as const;
    const small = await sharp({ create: { width: 60, height: 40, channels: 3, background: '#888', noise } })
      .png()
      .toBuffer();
    const photo = sharp(small).resize(5_472, 3_648).withMetadata({ orientation: 6 }).jpeg();
    const image = await ready(await write('large.jpg', await photo.toBuffer()), 'image/jpeg');
    expect(image).toMatchObject({ width: 3_648, height: 5_472 });
    expect(fileOf(image, 'original')).toMatchObject({ width: 3_648, height: 5_472 });
    expect(fileOf(image, 'preview')).toMatchObject({ width: 853, height: 1_280 });
    expect(fileOf(image, 'thumb')).toMatchObject({ width: 213, height: 320 });
    expect(Buffer.from(image.placeholder ?? '', 'base64').length).toBeGreaterThanOrEqual(15);
    expect(Buffer.from(image.placeholder ?? '', 'base64').length).toBeLessThanOrEqual(25);
  }, 120_000);

  it('cuts an avatar square, in three sizes, and does not enlarge it', async () => {
    const sizesOf = async (path: string, mimeType: string) =>
      (await ready(path, mimeType, 'avatar')).files.map((file) => [file.mimeType, file.width, file.height]);
    const large = sharp({ create: { width: 900, height: 600, channels: 3, background: '#f00' } }).jpeg();
    expect(await sizesOf(await write('large.jpg', await large.toBuffer()), 'image/jpeg')).toEqual([
      ['image/webp', 512, 512],
      ['image/webp', 256, 256],
      ['image/webp', 96, 96],
    ]);
    // 60 × 40, and moving: a face does not move.
    expect(await sizesOf(fixture('animated.gif'), 'image/gif')).toEqual([
      ['image/webp', 40, 40],
      ['image/webp', 40, 40],
      ['image/webp', 40, 40],
    ]);
  });

  it('keeps the first picture of an animated PNG only', async () => {
    const image = await ready(fixture('animated.png'), 'image/apng');
    expect(image).toMatchObject({ duration: null, width: 60, height: 40 });
    expect(fileOf(image, 'original').mimeType).toBe('image/png');
    expect((await readFile(fileOf(image, 'original').path)).includes('acTL')).toBe(false);
  });

  it('writes nothing but what it answers', async () => {
    const before = await readdir(into());
    const { files } = await ready(fixture('gps.jpg'), 'image/jpeg');
    expect((await readdir(into())).length).toBe(before.length + files.length);
    expect(await process(fixture('document.pdf'), 'image/jpeg')).toEqual({
      status: 'rejected',
      reason: 'not_an_image',
    });
    expect((await readdir(into())).length).toBe(before.length + files.length);
  });
});
