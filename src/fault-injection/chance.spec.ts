import { chance } from './fault-plan.js';

const draws = (seed: number, kind: string) => Array.from({ length: 10_000 }, (_, n) => chance(seed, 'calls', n, kind));
const share = (hits: boolean[]) => hits.filter(Boolean).length / hits.length;

describe('a chance', () => {
  it('is the same for the same arguments, on every machine', () => {
    expect(draws(7, 'drop')).toEqual(draws(7, 'drop'));
    expect(draws(7, 'drop').slice(0, 3)).toEqual([0.374036047141999, 0.2667583057191223, 0.6090336656197906]);
  });

  it('differs for each seed and each kind, and is evenly distributed between 0 and 1', () => {
    const [one, other, kind] = [draws(7, 'drop'), draws(8, 'drop'), draws(7, 'cut')];
    for (const limit of [0.05, 0.5, 0.95]) {
      expect(Math.abs(share(one.map((draw) => draw < limit)) - limit)).toBeLessThan(0.02);
    }
    // Independent values lie on the same side of the middle in half of the pairs.
    for (const beside of [other, kind, one.slice(1)]) {
      const alike = beside.map((draw, n) => draw < 0.5 === (one[n] ?? 0) < 0.5);
      expect(Math.abs(share(alike) - 0.5)).toBeLessThan(0.02);
    }
    expect(Math.max(...one)).toBeLessThan(1);
  });
});
