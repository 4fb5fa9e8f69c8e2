import { readdir, readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

import { itUnless } from './support/it-unless.js';
import { fixture, useProcessor } from './support/media-fixtures.js';
import { childrenRunning, read } from './support/processes.js';

const { process: processed, ready, into, write } = useProcessor();

function chunk(type: string, content: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type), content]);
  const [length, sum] = [Buffer.alloc(4), Buffer.alloc(4)];
  length.writeUInt32BE(content.length);
  sum.writeUInt32BE(crc32(named));
  return Buffer.concat([length, named, sum]);
}

/** A PNG in RGB that says it has this size, with these pixels. */
function png(width: number, height: number, pixels: Buffer): Buffer {
  const header = Buffer.from([0, 0, 0, 0, 0, 0, 0, 0, 8, 2, 0, 0, 0]);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  const signature = Buffer.from('\x89PNG\r\n\x1a\n', 'latin1');
  return Buffer.concat([
    signature,
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(pixels)),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/** An animated GIF of black pictures, each shown for this many hundredths of a second. */
function gif(width: number, height: number, frames: number, delay: number): Buffer {
  const header = Buffer.from('GIF89a\0\0\0\0\x80\0\0\0\0\0\xff\xff\xff', 'latin1');
  header.writeUInt16LE(width, 6);
  header.writeUInt16LE(height, 8);
  const frame = Buffer.from('\x21\xf9\x04\0\0\0\0\0\x2c\0\0\0\0\x01\0\x01\0\0\x02\x02\x44\x01\0', 'latin1');
  frame.writeUInt16LE(delay, 4);
  frame.writeUInt16LE(width, 13);
  frame.writeUInt16LE(height, 15);
  return Buffer.concat([header, ...Array<Buffer>(frames).fill(frame), Buffer.from('\x3b')]);
}

async function start(name: string, share: number): Promise<Buffer> {
  const bytes = await readFile(fixture(name));
  return bytes.subarray(0, Math.floor(bytes.length * share));
}

const SVG = '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="file:///etc/passwd"/></svg>';
const PNG_START = '\x89PNG\r\n\x1a\n';

/** Files that may not be decoded, or not to the end. */
const BAD: [string, string, string, () => Buffer | Promise<Buffer> | string][] = [
  ['a PNG of 50,000²', 'image/png', 'too_many_pixels', () => png(50_000, 50_000, Buffer.alloc(9))],
  ['a GIF of 10,000 frames', 'image/gif', 'too_many_frames', () => gif(1, 1, 10_000, 1)],
  ['a GIF with large frames', 'image/gif', 'too_many_pixels', () => gif(4_000, 4_000, 10, 1)],
  ['a GIF that lasts 20 minutes', 'image/gif', 'too_long', () => gif(9, 9, 2, 60_000)],
  ['half a JPEG', 'image/jpeg', 'broken', () => start('gps.jpg', 0.7)],
  ['half a HEIC', 'image/heic', 'broken', () => start('photo.heic', 0.7)],
  ['half an AVIF', 'image/avif', 'broken', () => start('photo.avif', 0.7)],
  ['half a WebP', 'image/webp', 'broken', () => start('animated.webp', 0.7)],
  ['a PNG without pixels', 'image/png', 'broken', () => png(9, 9, Buffer.alloc(0))],
  ['HTML that begins as a PNG', 'image/png', 'broken', () => Buffer.from(`${PNG_START}<html><script>`, 'latin1')],
  ['a text', 'image/jpeg', 'not_an_image', () => 'hello'],
  ['an empty file', 'image/jpeg', 'not_an_image', () => ''],
  ['an SVG', 'image/png', 'not_an_image', () => SVG],
  ['a video', 'image/jpeg', 'not_an_image', () => start('video.mp4', 1)],
  ['a PNG that is said to be a JPEG', 'image/jpeg', 'mislabelled', () => png(1, 1, Buffer.alloc(4))],
];

describe('images that are broken or too large', () => {
  it.each(BAD)('rejects %s', async (_, mimeType, reason, make) => {
    const path = await write('bad', await make());
    expect(await processed(path, mimeType)).toEqual({ status: 'rejected', reason });
    expect(await processed(path, mimeType, 'avatar')).toEqual({ status: 'rejected', reason });
    expect(await readdir(into())).toEqual(['bad']);
    expect((await ready(fixture('gps.jpg'), 'image/jpeg')).status).toBe('ready');
  });

  itUnless(
    process.platform !== 'linux' && 'no /proc',
    'decodes what inflates a thousandfold in little memory',
    async () => {
      // As much as is allowed, and a small image followed by 400 MB that do not belong to it.
      const whole = await write('whole.png', png(7_000, 7_000, Buffer.alloc(7_000 * 21_001)));
      const overlong = await write('overlong.png', png(10, 10, Buffer.alloc(400_000_000)));
      expect(await processed(whole, 'image/png')).toMatchObject({ status: 'ready', width: 7_000 });
      expect(await processed(overlong, 'image/png')).toMatchObject({ status: 'ready', width: 10 });
      const [worker = 0] = childrenRunning('processing-worker');
      const peak = Number(/^VmHWM:\s+(\d+) kB/m.exec(read(worker, 'status'))?.[1]);
      expect(peak).toBeGreaterThan(0);
      expect(peak).toBeLessThan(400_000);
    },
    120_000,
  );
});
