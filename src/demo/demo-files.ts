import { Readable } from 'node:stream';
import { crc32, deflateSync } from 'node:zlib';

import { Injectable } from '@nestjs/common';

import { UploadLifecycle } from '../media/uploads/upload-lifecycle.js';
import { MediaStorage } from '../media/storage/media-storage.js';
import { typeOfUpload } from '../media/uploads/media-type.js';
import { demoId } from './demo-people.js';

const WIDTH = 480;
const HEIGHT = 240;
const SKY = [226, 239, 247];
const SEA = [33, 102, 172];

const ONBOARDING = `# Onboarding, five people

1. Two looked for the list of harbors and did not scroll.
2. Everybody gave the location at once when asked for it.
3. One asked whether the app also knows when the pub closes.
`;

const MENU = `Noodle place, today

12  Udon with spring onions
13  Ramen with egg
14  Fried noodles with everything
21  Dumplings, steamed or fried
`;

/** The files of the demo. They are generated, because the server ships no files. */
const FILES = {
  'tide-with-surge.png': () => png(draw(4, 30)),
  'saint-malo-low-tide.png': () => png(draw(2, 0)),
  'onboarding.txt': () => Buffer.from(ONBOARDING),
  'noodles.txt': () => Buffer.from(MENU),
};

export type FileName = keyof typeof FILES;

/** Uploads the files of the demo. */
@Injectable()
export class DemoFiles {
  constructor(
    private readonly storage: MediaStorage,
    private readonly uploads: UploadLifecycle,
  ) {}

  /** @returns the upload's id */
  async upload(name: FileName, ownerId: string): Promise<string> {
    const content = FILES[name]();
    const stored = await this.storage.store(Readable.from([content]), content.length);
    const type = await typeOfUpload(stored.head, name.endsWith('.png') ? 'image/png' : 'text/plain', name);
    try {
      const { media } = await this.uploads.put({ ...stored, ...type, name }, ownerId, { id: demoId(name) });
      return media.id;
    } finally {
      await this.storage.drop(stored);
    }
  }
}

/** Rows of RGB pixels. Each begins with a filter byte, as PNG requires. */
function draw(tides: number, surge: number): Buffer {
  const line = 1 + WIDTH * 3;
  const pixels = Buffer.alloc(line * HEIGHT);
  for (let x = 0; x < WIDTH; x += 1) {
    const water = waterline(x, tides, surge);
    for (let y = 0; y < HEIGHT; y += 1) pixels.set(y > water ? SEA : SKY, y * line + 1 + x * 3);
  }
  return pixels;
}

/** The height of the water at `x`: a sine wave, raised near the end by `surge` pixels. */
function waterline(x: number, tides: number, surge: number): number {
  const storm = surge * Math.exp(-(((x - 360) / 60) ** 2));
  return HEIGHT / 2 - 60 * Math.sin((tides * Math.PI * x) / WIDTH) - storm;
}

function png(pixels: Buffer): Buffer {
  const header = Buffer.alloc(13);
  header.writeUInt32BE(WIDTH, 0);
  header.writeUInt32BE(HEIGHT, 4);
  header.set([8, 2], 8); // 8 bits each for red, green and blue
  const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
  return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(pixels)), chunk('IEND')]);
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
