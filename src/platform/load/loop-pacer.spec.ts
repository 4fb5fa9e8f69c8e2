import { setImmediate as turn } from 'node:timers/promises';

import { LoopPacer } from './loop-pacer.js';

/** Milliseconds. The clock advances only when the test changes it, so a busy machine does not change the result. */
let now = 0;

beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
afterEach(() => jest.restoreAllMocks());

describe('a loop pacer', () => {
  it('starts work in its order, and lets the event loop do other things in between when it takes long', async () => {
    const pacer = new LoopPacer();
    const done: string[] = [];
    for (let n = 0; n < 20; n++) {
      pacer.take(() => {
        now += 20;
        done.push(String(n));
      });
    }
    expect(done.length).toBeLessThanOrEqual(3);
    while (pacer.length > 0) {
      await turn();
      done.push('other');
    }
    const numbers = done.filter((one) => one !== 'other');
    expect(numbers).toEqual(Array.from({ length: 20 }, (_, n) => String(n)));
    expect(done.filter((one) => one === 'other').length).toBeGreaterThanOrEqual(5);
  });

  it('starts little work during a storm of connections, and much again when the storm does not end', async () => {
    const pacer = new LoopPacer();
    const begunIn = async (ms: number, each: () => void): Promise<number> => {
      let begun = 0;
      for (let n = 0; n < 2_000; n++) pacer.take(() => (begun += 1));
      for (const until = now + ms; now < until; now += 1) {
        each();
        await turn();
      }
      return begun;
    };
    const storm = (): void => pacer.connected();
    for (let n = 0; n < 30; n++) storm();
    expect(await begunIn(200, storm)).toBeLessThanOrEqual(1 + 200 / 5 + 10);
    await begunIn(500, storm);
    expect(await begunIn(200, storm)).toBeGreaterThan(500);
  });
});
