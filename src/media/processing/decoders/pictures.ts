import sharp, { type Metadata, type Sharp, type SharpOptions } from 'sharp';

import { decodeHeic } from './heic.js';
import { MAX_ANIMATION_SECONDS, MAX_FRAMES, MAX_PIXELS, MAX_WEBP_SIDE } from '../limits.js';
import { Rejection } from '../processed.js';
import { isOfTheMachine } from './results.js';

/** A checked image, ready to be decoded. */
export interface Picture {
  format: 'gif' | 'heif' | 'jpeg' | 'png' | 'webp';
  hasAlpha: boolean;
  /** Pixels. */
  shortestSide: number;
  /** More than one frame. */
  isAnimated: boolean;
  /** Seconds of one loop; null for a still. */
  duration: number | null;
  /** The image in sRGB as it is shown, without metadata. All its frames, or only the first. */
  open(frames: 'all' | 'first'): Sharp;
}

/** Which declared types each format may have. */
const TYPES: Record<Picture['format'], string[]> = {
  gif: ['image/gif'],
  heif: ['image/avif', 'image/heic', 'image/heif'],
  jpeg: ['image/jpeg'],
  png: ['image/png', 'image/apng'],
  webp: ['image/webp'],
};

// One file at a time, and nothing is read twice: a cache and threads would only take memory.
sharp.cache(false);
sharp.concurrency(1);
// SVG, TIFF, PDF and what else libvips reads is not decoded, whatever it claims to be.
sharp.block({ operation: ['VipsForeignLoad'] });
sharp.unblock({ operation: ['Jpeg', 'Png', 'Webp', 'Nsgif', 'Heif'].map((name) => `VipsForeignLoad${name}`) });

/**
 * Reads the header of an image, and decodes HEIC.
 * @param mimeType what it is said to be
 * @throws Rejection
 */
export async function openPicture(path: string, mimeType: string): Promise<Picture> {
  const header = await readHeader(path);
  const format = header.format as Picture['format'];
  if (!(format in TYPES)) throw new Rejection('not_an_image');
  if (!TYPES[format].includes(mimeType)) throw new Rejection('mislabelled');
  // In HEIC and AVIF, further pictures are others, of which the main one is taken.
  const frames = format === 'heif' ? 1 : (header.pages ?? 1);
  checkBounds(header, frames);
  const isAnimated = frames > 1;
  const duration = isAnimated ? sum(header.delay ?? []) / 1000 : null;
  if (duration !== null && duration > MAX_ANIMATION_SECONDS) throw new Rejection('too_long');
  const input = header.compression === 'hevc' ? await decodeHeic(path, header.icc) : path;
  const open = (which: 'all' | 'first'): Sharp => {
    if (which === 'all' && isAnimated) return decoder(input, { animated: true });
    return decoder(input, {}).autoOrient();
  };
  const shortestSide = Math.min(header.width, header.height);
  return { format, hasAlpha: header.hasAlpha, shortestSide, isAnimated, duration, open };
}

function decoder(input: Buffer | string, options: SharpOptions): Sharp {
  return sharp(input, { failOn: 'error', limitInputPixels: MAX_PIXELS, sequentialRead: true, ...options });
}

async function readHeader(path: string): Promise<Metadata> {
  try {
    return await sharp(path, { limitInputPixels: false }).metadata();
  } catch (error) {
    if (isOfTheMachine(error)) throw error;
    const isUnknown = String(error).includes('unsupported image format');
    throw new Rejection(isUnknown ? 'not_an_image' : 'broken', error);
  }
}

function checkBounds({ width, height, format }: Metadata, frames: number): void {
  if (frames > MAX_FRAMES) throw new Rejection('too_many_frames');
  if (width * height * frames > MAX_PIXELS) throw new Rejection('too_many_pixels');
  if (format === 'heif' && Math.max(width, height) > MAX_WEBP_SIDE) throw new Rejection('too_many_pixels');
}

function sum(numbers: number[]): number {
  return numbers.reduce((total, one) => total + one, 0);
}
