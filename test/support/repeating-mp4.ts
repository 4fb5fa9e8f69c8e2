const words = (...values: number[]): Buffer => {
  const bytes = Buffer.alloc(values.length * 4);
  values.forEach((value, at) => bytes.writeUInt32BE(value, at * 4));
  return bytes;
};

const box = (type: string, ...content: Buffer[]): Buffer => {
  const size = content.reduce((total, part) => total + part.length, 8);
  return Buffer.concat([words(size), Buffer.from(type, 'latin1'), ...content]);
};

const MATRIX = words(0x10000, 0, 0, 0, 0x10000, 0, 0, 0, 0x40000000);

/** Sound in an MP4 whose index names the same bytes for each of its samples: a copy of it is as many times as large. */
export function repeatingMp4(bytes: number, samples: number): Buffer {
  const start = box('ftyp', Buffer.from('isom\0\0\0\0isom', 'latin1'));
  const place = start.length + 8;
  // What the decoder has to know: 16 bits, one channel.
  const cookie = box('alac', words(0, 4_096, 0x0010280a, 0x0e0100ff, 0, 0, 8_000));
  const sound = box('alac', words(0, 1, 0, 0, 0x10010, 0, 8_000 * 65_536), cookie);
  const table = box(
    'stbl',
    box('stsd', words(0, 1), sound),
    box('stts', words(0, 1, samples, 1)),
    box('stsc', words(0, 1, 1, 1, 1)),
    box('stsz', words(0, bytes, samples)),
    box('stco', words(0, samples), words(...Array<number>(samples).fill(place))),
  );
  const here = box('dinf', box('dref', words(0, 1), box('url ', words(1))));
  const handler = box('hdlr', words(0, 0), Buffer.from('soun'), words(0, 0, 0), Buffer.alloc(1));
  const media = box('mdia', box('mdhd', words(0, 0, 0, 8_000, samples, 0)), handler, box('minf', here, table));
  const track = box('trak', box('tkhd', words(3, 0, 0, 1, 0, 1_000, 0, 0, 0, 0x1000000), MATRIX, words(0, 0)), media);
  const movie = box('mvhd', words(0, 0, 0, 1_000, 1_000, 0x10000, 0x1000000, 0, 0), MATRIX, words(0, 0, 0, 0, 0, 0, 2));
  return Buffer.concat([start, box('mdat', Buffer.alloc(bytes)), box('moov', movie, track)]);
}
