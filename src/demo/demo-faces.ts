import { Injectable } from '@nestjs/common';

import { UserAvatars } from '../media/avatars/user-avatars.js';
import { type Cast, demoId, type Name } from './demo-people.js';
import { DrawnUploads } from './drawn-uploads.js';
import { type Color, Drawing } from './png.js';

/** Pixels, as processing would make them. */
const SIZES = { original: 512, preview: 256, thumb: 96 };

interface Looks {
  behind: Color;
  skin: Color;
  hair: Color;
  shirt: Color;
  /** How far the hair reaches down, from 0 to 1; 0: no hair. */
  length: number;
  glasses?: boolean;
  beard?: boolean;
}

const LOOKS: Record<Name, Looks> = {
  asha: { behind: [246, 214, 178], skin: [172, 112, 78], hair: [38, 26, 24], shirt: [196, 64, 74], length: 0.8 },
  dana: { behind: [188, 222, 214], skin: [104, 68, 50], hair: [30, 24, 26], shirt: [242, 178, 62], length: 0.45 },
  maya: { behind: [206, 214, 240], skin: [246, 212, 188], hair: [222, 184, 108], shirt: [58, 98, 160], length: 0.7 },
  tomas: {
    behind: [230, 220, 196],
    skin: [222, 174, 138],
    hair: [70, 48, 36],
    shirt: [72, 118, 88],
    length: 0.3,
    beard: true,
  },
  yuki: { behind: [242, 208, 216], skin: [248, 220, 190], hair: [28, 26, 32], shirt: [108, 86, 148], length: 0.55 },
  omar: {
    behind: [200, 226, 238],
    skin: [188, 134, 94],
    hair: [24, 22, 22],
    shirt: [40, 54, 82],
    length: 0.3,
    glasses: true,
  },
  priya: {
    behind: [222, 234, 196],
    skin: [150, 96, 66],
    hair: [44, 30, 28],
    shirt: [222, 110, 62],
    length: 0.9,
    glasses: true,
  },
  ben: {
    behind: [220, 210, 228],
    skin: [240, 200, 172],
    hair: [168, 86, 48],
    shirt: [88, 124, 140],
    length: 0,
    beard: true,
  },
};

/** Gives the people of the demo drawn faces. */
@Injectable()
export class DemoFaces {
  constructor(
    private readonly uploads: DrawnUploads,
    private readonly avatars: UserAvatars,
  ) {}

  async show(cast: Cast): Promise<void> {
    for (const [name, looks] of Object.entries(LOOKS) as [Name, Looks][]) {
      const { original, preview, thumb } = SIZES;
      const drawn = { original: face(looks, original), preview: face(looks, preview), thumb: face(looks, thumb) };
      const place = {
        id: demoId(`face of ${name}`),
        ownerId: cast[name],
        name: `${name}.png`,
        purpose: 'avatar',
      } as const;
      await this.avatars.set(await this.uploads.put(place, drawn));
    }
  }
}

const DARK: Color = [40, 34, 36];
const LIPS: Color = [164, 74, 74];

function face({ behind, skin, hair, shirt, length, glasses, beard }: Looks, size: number): Drawing {
  const drawing = new Drawing(size, size);
  const oval = (color: Color, x: number, y: number, rx: number, ry: number, from = 0) =>
    fill(drawing, color, [x, y, rx, ry], { from });
  oval(behind, 0.5, 0.5, 2, 2);
  if (length > 0) oval(hair, 0.5, 0.4 + length * 0.16, 0.29, 0.24 + length * 0.2);
  oval(shirt, 0.5, 1.08, 0.42, 0.32);
  oval(shade(skin), 0.5, 0.76, 0.1, 0.14);
  oval(skin, 0.5, 0.47, 0.225, 0.275);
  if (beard) oval(hair, 0.5, 0.56, 0.21, 0.2, 0.56);
  if (length > 0) oval(hair, 0.5, 0.25, 0.235, 0.105);
  for (const x of [0.41, 0.59]) {
    oval(DARK, x, 0.46, 0.02, 0.026);
    if (glasses) fill(drawing, DARK, [x, 0.46, 0.075, 0.065], { line: 0.012 });
  }
  fill(drawing, LIPS, [0.5, 0.56, 0.085, 0.06], { from: 0.58, line: 0.016 });
  return drawing;
}

const shade = ([red, green, blue]: Color): Color => [red * 0.86, green * 0.86, blue * 0.86];

/**
 * Fills an ellipse, or draws its line. All numbers are shares of the size of the picture.
 * @param from draws only what is below
 * @param line the width of the line; absent: the ellipse is filled
 */
function fill(
  drawing: Drawing,
  color: Color,
  [cx, cy, rx, ry]: [number, number, number, number],
  { from = 0, line }: { from?: number; line?: number | undefined },
): void {
  const size = drawing.width;
  const bound = (at: number) => Math.max(0, Math.min(size, Math.round(at * size)));
  const edge = line ?? 0.01;
  for (let y = bound(Math.max(from, cy - ry - edge)); y < bound(cy + ry + edge); y += 1) {
    for (let x = bound(cx - rx - edge); x < bound(cx + rx + edge); x += 1) {
      const distance = (Math.hypot((x / size - cx) / rx, (y / size - cy) / ry) - 1) * Math.min(rx, ry);
      const outside = line === undefined ? distance : Math.abs(distance) - line / 2;
      drawing.paint(x, y, color, 0.5 - outside * size);
    }
  }
}
