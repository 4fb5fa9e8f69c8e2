import fc from 'fast-check';

import { bitsOf, type Feature, Signature } from './signature.js';

const has = ({ bytes }: Signature, bits: number[]): boolean =>
  bits.every((bit) => ((bytes[bit >> 3] ?? 0) >> (bit & 7)) & 1);
const signatureOf = (texts: string[], features: Feature[] = []): Signature => {
  const signature = new Signature();
  for (const text of texts) signature.add(text, features);
  return signature;
};

describe('a signature', () => {
  it('has the bits of every part of its texts', () => {
    const text = fc.string({ unit: 'binary', maxLength: 40 });
    fc.assert(
      fc.property(fc.array(text, { minLength: 1, maxLength: 5 }), fc.nat(), fc.nat(), (texts, from, length) => {
        const points = [...(texts[0] ?? '')];
        const part = points
          .slice(from % (points.length + 1))
          .slice(0, length % 12)
          .join('');
        expect(has(signatureOf(texts), bitsOf([part], []))).toBe(true);
      }),
      { seed: 15, numRuns: 500 },
    );
  });

  it('misses a bit of most texts that are not in it', () => {
    const signature = signatureOf(
      Array.from({ length: 256 }, (_, n) => `message ${n}: are we still on for lunch tomorrow?`),
    );
    const absent = Array.from({ length: 500 }, (_, n) => `xq${n}zj`);
    expect(absent.filter((text) => has(signature, bitsOf([text], []))).length).toBeLessThan(10);
  });

  it('has its features, and no others', () => {
    const signature = signatureOf(['text'], ['media', 'from 1']);
    expect(has(signature, bitsOf([], ['media']))).toBe(true);
    expect(has(signature, bitsOf(['ex'], ['media', 'from 1']))).toBe(true);
    expect(has(signature, bitsOf([], ['poll']))).toBe(false);
    expect(has(signature, bitsOf([], ['from 2']))).toBe(false);
  });

  it('is added to, and the earlier one stays as it was', () => {
    const first = signatureOf(['first']);
    const second = new Signature(first.bytes);
    second.add('second', []);
    expect(has(second, bitsOf(['first', 'second'], []))).toBe(true);
    expect(has(first, bitsOf(['second'], []))).toBe(false);
  });
});
