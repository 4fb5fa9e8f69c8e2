import type { Readable } from 'node:stream';

const REPLACEMENT = '\ufffd';
/** Bytes of a name that may lie in two chunks. */
const LONGEST_NAME = 1024;
/** The parser reads a few chunks ahead of whoever takes the parts. */
const CHUNKS_KEPT = 16;

/**
 * Tells U+FFFD that somebody sent from U+FFFD that the parser of multipart bodies put into a name instead of bytes that
 * are not UTF-8: the one stands in the body as it is, the other does not. Only chunks that have it are kept.
 * To be called before the parser begins to read.
 */
export function watchReplacements(body: Readable): { areIn: (name: string | undefined) => boolean; end: () => void } {
  const kept: Buffer[] = [];
  let last = Buffer.alloc(0);
  const watch = (chunk: Buffer): void => {
    const seen = Buffer.concat([last, chunk]);
    if (seen.includes(REPLACEMENT)) kept.push(seen);
    if (kept.length > CHUNKS_KEPT) kept.shift();
    last = seen.subarray(-LONGEST_NAME);
  };
  body.on('data', watch);
  return {
    areIn: (name) => name?.includes(REPLACEMENT) === true && !kept.some((chunk) => chunk.includes(name)),
    end: () => void body.off('data', watch),
  };
}
