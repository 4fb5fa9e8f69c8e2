import { crc32, deflateSync } from 'node:zlib';

export type Color = readonly [red: number, green: number, blue: number];

/** A picture that is drawn pixel by pixel. */
export class Drawing {
  /** Rows of RGB pixels. Each begins with a filter byte, as PNG requires. */
  private readonly pixels: Buffer;
  private readonly line: number;

  constructor(
    readonly width: number,
    readonly height: number,
  ) {
    this.line = 1 + width * 3;
    this.pixels = Buffer.alloc(this.line * height);
  }

  /** @param share how much of the pixel is covered, from 0 to 1 */
  paint(x: number, y: number, color: Color, share = 1): void {
    if (share <= 0) return;
    const at = y * this.line + 1 + x * 3;
    for (let part = 0; part < 3; part += 1) {
      const before = this.pixels[at + part] as number;
      this.pixels[at + part] = Math.round(before + ((color[part] as number) - before) * Math.min(1, share));
    }
  }

  png(): Buffer {
    const header = Buffer.alloc(13);
    header.writeUInt32BE(this.width, 0);
    header.writeUInt32BE(this.height, 4);
    header.set([8, 2], 8); // 8 bits each for red, green and blue
    const signature = Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]);
    return Buffer.concat([signature, chunk('IHDR', header), chunk('IDAT', deflateSync(this.pixels)), chunk('IEND')]);
  }
}

function chunk(type: string, data: Buffer = Buffer.alloc(0)): Buffer {
  const body = Buffer.concat([Buffer.from(type), data]);
  const framed = Buffer.alloc(body.length + 8);
  framed.writeUInt32BE(data.length, 0);
  body.copy(framed, 4);
  framed.writeUInt32BE(crc32(body), body.length + 4);
  return framed;
}
