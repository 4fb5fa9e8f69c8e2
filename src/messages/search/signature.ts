import { FOLD_VERSION } from '../../platform/text/fold.js';

const BYTES = 2048;
const BITS = BYTES * 8;
/** Bits that each gram sets. */
const HASHES = [0, 0x5bd1e995];
const LONGEST_GRAM = 3;

/** Raise `FORMAT` with every change of this file that sets other bits. */
const FORMAT = 1;
export const SIGNATURE_VERSION = FOLD_VERSION * 1000 + FORMAT;

/** What a message has besides its text, as search can ask for it. */
export type Feature = 'media' | 'link' | 'poll' | `from ${string}`;

/**
 * A Bloom filter of the texts of a block: each 1-, 2- and 3-gram of code points sets two bits, and so does each feature. If a bit of what is sought is
 * missing, no message of the block contains it. If none is missing, one may.
 */
export class Signature {
  readonly bytes: Buffer;

  /** @param earlier a signature to add to; it is not changed */
  constructor(earlier?: Buffer) {
    this.bytes = earlier ? Buffer.from(earlier) : Buffer.alloc(BYTES);
  }

  /** @param text folded */
  add(text: string, features: readonly Feature[]): void {
    eachGram(text, 1, LONGEST_GRAM, (gram) => this.set(gram));
    for (const feature of features) this.set(hashOfFeature(feature));
  }

  private set(gram: number): void {
    for (const seed of HASHES) {
      const bit = bitOf(gram, seed);
      this.bytes[bit >> 3] = (this.bytes[bit >> 3] ?? 0) | (1 << (bit & 7));
    }
  }
}

/**
 * The bits that the signature of a block has if a message in it contains all the texts and has all the features.
 * @param texts folded
 * @returns positions for `get_bit` of PostgreSQL
 */
export function bitsOf(texts: readonly string[], features: readonly Feature[]): number[] {
  const grams = features.map(hashOfFeature);
  for (const text of texts) {
    const length = Math.min(LONGEST_GRAM, [...text].length);
    eachGram(text, length, length, (gram) => grams.push(gram));
  }
  return [...new Set(grams.flatMap((gram) => HASHES.map((seed) => bitOf(gram, seed))))];
}

/** Calls `take` with a hash of each gram of the text: of each run of code points of these lengths. */
function eachGram(text: string, shortest: number, longest: number, take: (hash: number) => void): void {
  const points = Array.from(text, (character) => character.codePointAt(0) ?? 0);
  for (let from = 0; from < points.length; from++) {
    let hash = 0x811c9dc5;
    for (let length = 1; length <= longest && from + length <= points.length; length++) {
      hash = Math.imul(hash ^ (points[from + length - 1] ?? 0), 0x01000193);
      if (length >= shortest) take(hash ^ length);
    }
  }
}

function hashOfFeature(feature: Feature): number {
  let hash = 0x2545f491;
  for (const character of feature) hash = Math.imul(hash ^ (character.codePointAt(0) ?? 0), 0x01000193);
  return hash;
}

/** Mixes a hash, so that similar grams set unrelated bits. */
function bitOf(gram: number, seed: number): number {
  let hash = gram ^ seed;
  hash = Math.imul(hash ^ (hash >>> 16), 0x85ebca6b);
  hash = Math.imul(hash ^ (hash >>> 13), 0xc2b2ae35);
  return ((hash ^ (hash >>> 16)) >>> 0) % BITS;
}
