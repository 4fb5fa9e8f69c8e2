import type { Sharp } from 'sharp';
import { rgbaToThumbHash } from 'thumbhash';

/** The longest side that thumbhash takes. */
const SIDE = 100;

/** @returns a thumbhash in base64, see https://evanw.github.io/thumbhash */
export async function placeholderOf(image: Sharp): Promise<string> {
  const { data, info } = await image
    .resize(SIDE, SIDE, { fit: 'inside', withoutEnlargement: true })
    .ensureAlpha()
    .raw()
    .toBuffer({ resolveWithObject: true });
  return Buffer.from(rgbaToThumbHash(info.width, info.height, data)).toString('base64');
}
