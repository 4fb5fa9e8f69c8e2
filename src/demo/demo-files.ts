import { Readable } from 'node:stream';

import { Injectable } from '@nestjs/common';

import { UploadLifecycle } from '../media/uploads/upload-lifecycle.js';
import { MediaStorage } from '../media/storage/media-storage.js';
import { typeOfUpload } from '../media/media-type.js';
import { demoId } from './demo-people.js';
import { DrawnUploads } from './drawn-uploads.js';
import { type Color, Drawing } from './png.js';

const WIDTH = 480;
const HEIGHT = 240;
/** The scale of a thumbnail: it fits into 320 × 320 pixels. */
const THUMB = 2 / 3;
const SKY: Color = [226, 239, 247];
const SEA: Color = [33, 102, 172];

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

/** The texts and pictures of the demo. The pictures are drawn, because the server ships no files. */
const TEXTS = { 'onboarding.txt': ONBOARDING, 'noodles.txt': MENU };
const PICTURES = {
  'tide-with-surge.png': (scale: number) => draw(4, 30, scale),
  'saint-malo-low-tide.png': (scale: number) => draw(2, 0, scale),
};

export type FileName = keyof typeof TEXTS | keyof typeof PICTURES;

/** Stores the files of the demo as uploads. */
@Injectable()
export class DemoFiles {
  constructor(
    private readonly storage: MediaStorage,
    private readonly uploads: UploadLifecycle,
    private readonly drawn: DrawnUploads,
  ) {}

  /** @returns the upload's id */
  async upload(name: FileName, ownerId: string): Promise<string> {
    const id = demoId(name);
    if (name in TEXTS) await this.put({ id, name, ownerId }, TEXTS[name as keyof typeof TEXTS]);
    else {
      const sized = PICTURES[name as keyof typeof PICTURES];
      const sizes = { original: sized(1), preview: sized(1), thumb: sized(THUMB) };
      await this.drawn.put({ id, ownerId, name, purpose: 'message' }, sizes);
    }
    return id;
  }

  private async put({ id, name, ownerId }: { id: string; name: string; ownerId: string }, text: string): Promise<void> {
    const content = Buffer.from(text);
    const stored = await this.storage.store(Readable.from([content]), content.length);
    const type = await typeOfUpload(stored.head, 'text/plain', name);
    try {
      await this.uploads.put({ ...stored, ...type, name }, ownerId, { id });
    } finally {
      await this.storage.drop(stored);
    }
  }
}

/** @param scale 1: in its full size */
function draw(tides: number, surge: number, scale: number): Drawing {
  const drawing = new Drawing(WIDTH * scale, HEIGHT * scale);
  for (let x = 0; x < drawing.width; x += 1) {
    const water = waterline(x / scale, tides, surge) * scale;
    for (let y = 0; y < drawing.height; y += 1) drawing.paint(x, y, y > water ? SEA : SKY);
  }
  return drawing;
}

/** The height of the water at `x`: a sine wave, raised near the end by `surge` pixels. */
function waterline(x: number, tides: number, surge: number): number {
  const storm = surge * Math.exp(-(((x - 360) / 60) ** 2));
  return HEIGHT / 2 - 60 * Math.sin((tides * Math.PI * x) / WIDTH) - storm;
}
