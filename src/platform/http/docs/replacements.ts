import type { Readable } from 'node:stream';

const REPLACEMENT = '\ufffd';
/** Maximum bytes of a name that may be split over two chunks. */
const LONGEST_NAME = 1024;
/** The parser reads a few chunks before their parts are consumed. */
const CHUNKS_KEPT = 16;

/**
 * Tells whether the multipart parser has put U+FFFD into a name in place of bytes that are not UTF-8, or whether the client sent U+FFFD:
 * only then the body has it. Only chunks with U+FFFD are kept. It must be called before the parser begins to read.
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
