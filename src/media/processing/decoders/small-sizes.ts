import sharp, { type Sharp } from 'sharp';

import { placeholderOf } from './placeholder.js';
import type { ProcessedFile } from '../processed.js';
import { decoded, type Results } from './results.js';

/** Pixels of the longest side. */
export const PREVIEW = 1_280;
const THUMB = 320;

export const INSIDE = { fit: 'inside', withoutEnlargement: true } as const;

interface SmallSizes {
  files: ProcessedFile[];
  placeholder: string;
}

/**
 * The preview, the thumb and the placeholder of an image or of the poster of a video.
 * @param animated the preview of an animation, instead of a still one
 */
export async function smallSizes(still: Sharp, results: Results, animated?: Sharp): Promise<SmallSizes> {
  const { data, info } = await decoded(
    still.resize(PREVIEW, PREVIEW, INSIDE).raw().toBuffer({ resolveWithObject: true }),
  );
  const { width, height, channels } = info;
  // The image is decoded once; from here on it is small.
  const small = (): Sharp => sharp(data, { raw: { width, height, channels } });
  const preview = animated ?? small().webp({ quality: 80 });
  const thumb = small().resize(THUMB, THUMB, INSIDE).webp({ quality: 75 });
  return {
    files: [await results.saveImage('preview', preview), await results.saveImage('thumb', thumb)],
    placeholder: await placeholderOf(small()),
  };
}
