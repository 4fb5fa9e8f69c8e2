import { PARTS_MAX } from '../../contract/dto/media.dto.js';

const MIB = 1024 * 1024;
/** Bytes of a part, at least. S3 accepts 5 MiB or more for all parts but the last. */
const SMALLEST = 8 * MIB;

export interface PartSizes {
  /** Bytes of each part but the last one. */
  partSize: number;
  parts: number;
}

/** How an upload is divided into parts. The same size is always divided in the same way. @param size bytes */
export function partSizes(size: number): PartSizes {
  const partSize = Math.max(SMALLEST, Math.ceil(size / PARTS_MAX / MIB) * MIB);
  return { partSize, parts: Math.ceil(size / partSize) };
}

/** Bytes of one part. @param part from 1 */
export const sizeOfPart = (size: number, part: number): number => {
  const { partSize } = partSizes(size);
  return Math.min(partSize, size - (part - 1) * partSize);
};
