import sharp, { type Sharp } from 'sharp';

import { openPicture, type Picture } from './pictures.js';
import { placeholderOf } from './placeholder.js';
import type { ProcessingJob, ReadyMedia } from '../processed.js';
import { decoded, type Results } from './results.js';
import { INSIDE, PREVIEW, smallSizes } from './small-sizes.js';

/** Pixels of a side of the three sizes of an avatar. */
const AVATAR = { original: 512, preview: 256, thumb: 96 } as const;

/**
 * Makes the sizes of an image or avatar: in sRGB, turned as its orientation says, without anything that the camera wrote.
 * @throws Rejection
 */
export async function processImage(job: ProcessingJob, results: Results): Promise<ReadyMedia> {
  const picture = await openPicture(job.path, job.mimeType);
  return job.purpose === 'avatar' ? avatar(picture, results) : image(picture, results);
}

async function image(picture: Picture, results: Results): Promise<ReadyMedia> {
  const original = await results.saveImage('original', originalOf(picture));
  const animated = picture.isAnimated ? animatedPreview(picture) : undefined;
  const { files, placeholder } = await smallSizes(picture.open('first'), results, animated);
  const { width, height } = original;
  const { duration } = picture;
  return { status: 'ready', files: [original, ...files], width, height, duration, placeholder, waveform: null };
}

/** The image in its own format. HEIC and AVIF, which some browsers do not show, become JPEG, or WebP if they may be transparent. */
function originalOf(picture: Picture): Sharp {
  const shown = picture.open('all');
  // The colours are a palette already: dithering would only change them.
  if (picture.format === 'gif') return shown.gif({ effort: 1, dither: 0 });
  if (picture.format === 'png') return shown.png();
  if (picture.format === 'webp' || picture.hasAlpha) {
    return shown.webp({ quality: 90, effort: picture.isAnimated ? 1 : 4 });
  }
  return shown.jpeg({ quality: 90 });
}

function animatedPreview(picture: Picture): Sharp {
  return picture.open('all').resize(PREVIEW, PREVIEW, INSIDE).webp({ quality: 75, effort: 1 });
}

/** A square around what catches the eye, in three sizes, never enlarged. Of an animation, the first frame. */
async function avatar(picture: Picture, results: Results): Promise<ReadyMedia> {
  const side = Math.min(AVATAR.original, picture.shortestSide);
  const square = picture.open('first').resize(side, side, { fit: 'cover', position: 'attention' });
  const { data, info } = await decoded(square.raw().toBuffer({ resolveWithObject: true }));
  const { width, height, channels } = info;
  const face = (): Sharp => sharp(data, { raw: { width, height, channels } });
  const size = (variant: keyof typeof AVATAR) =>
    results.saveImage(variant, face().resize(AVATAR[variant], AVATAR[variant], INSIDE).webp({ quality: 85 }));
  const files = [await size('original'), await size('preview'), await size('thumb')];
  return {
    status: 'ready',
    files,
    width,
    height,
    duration: null,
    placeholder: await placeholderOf(face()),
    waveform: null,
  };
}
