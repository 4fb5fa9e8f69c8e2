import { readFile } from 'node:fs/promises';
import { crc32, deflateSync } from 'node:zlib';

import type { HeifImage } from 'libheif-js/wasm-bundle.js';
import sharp from 'sharp';

import { MAX_PIXELS } from '../limits.js';
import { Rejection } from '../processed.js';

const PNG_SIGNATURE = 8;
/** The length of a PNG's IHDR chunk, which comes first. */
const IHDR = 25;

/**
 * Decodes the main image of a HEIC file, turned as the file asks for. The libvips that comes with sharp has no decoder for HEVC, whose
 * patents cost money in some countries; this one is WebAssembly.
 * @param icc the colour profile of the file
 * @returns an uncompressed PNG with that profile: the one way to tell sharp the colours of raw pixels
 * @throws Rejection
 */
export async function decodeHeic(path: string, icc: Buffer | undefined): Promise<Buffer> {
  // Two megabytes, and only for HEIC.
  const { default: libheif } = await import('libheif-js/wasm-bundle.js');
  const images = new libheif.HeifDecoder().decode(await readFile(path));
  try {
    const image = images.find((one) => one.is_primary()) ?? images[0];
    if (!image) throw new Rejection('broken');
    return withProfile(await pngOf(image), icc);
  } finally {
    for (const image of images) image.free();
  }
}

async function pngOf(image: HeifImage): Promise<Buffer> {
  const [width, height] = [image.get_width(), image.get_height()];
  if (width * height > MAX_PIXELS) throw new Rejection('too_many_pixels');
  const raw = { width, height, channels: 4 } as const;
  const png = sharp(await pixelsOf(image, width, height), { raw }).png({ compressionLevel: 0 });
  return (image.has_alpha_channel() ? png : png.removeAlpha()).toBuffer();
}

/** RGBA. The pixels may be more than the header says: those are left out. */
async function pixelsOf(image: HeifImage, width: number, height: number): Promise<Buffer> {
  const pixels = Buffer.alloc(width * height * 4);
  let filled = 0;
  const set = (bytes: Uint8Array, at = 0): void => {
    if (at < pixels.length) pixels.set(bytes.subarray(0, pixels.length - at), at);
    filled = Math.max(filled, at + bytes.length);
  };
  const decoded = await new Promise<object | null>((resolve) => image.display({ data: { set } }, resolve));
  if (!decoded || filled !== pixels.length) throw new Rejection('broken');
  return pixels;
}

function withProfile(png: Buffer, icc: Buffer | undefined): Buffer {
  if (!icc) return png;
  const content = Buffer.concat([Buffer.from('iCCPicc\0\0', 'latin1'), deflateSync(icc)]);
  const chunk = Buffer.alloc(content.length + 8);
  chunk.writeUInt32BE(content.length - 4, 0);
  content.copy(chunk, 4);
  chunk.writeUInt32BE(crc32(content), content.length + 4);
  const at = PNG_SIGNATURE + IHDR;
  return Buffer.concat([png.subarray(0, at), chunk, png.subarray(at)]);
}
