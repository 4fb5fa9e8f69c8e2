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

  let begun = 0;

  /** Offers ten pieces of work in each turn. @returns how many were begun in `ms` milliseconds, older ones as well */
  async function begunIn(pacer: LoopPacer, ms: number, each: () => void, turnMs = 1): Promise<number> {
    const before = begun;
    for (const until = now + ms; now < until; now += turnMs) {
      for (let n = 0; n < 10; n++) pacer.take(() => (begun += 1));
      each();
      await turn();
    }
    return begun - before;
  }

  it('starts little work during a storm of connections, and much again when the storm does not end', async () => {
    const pacer = new LoopPacer();
    const storm = (): void => pacer.connected();
    for (let n = 0; n < 30; n++) storm();
    expect(await begunIn(pacer, 200, storm)).toBeLessThanOrEqual(1 + 200 / 20 + 1);
    await begunIn(pacer, 800, storm);
    expect(await begunIn(pacer, 200, storm)).toBeGreaterThan(500);
  });

  it('takes connections in successive turns for a storm, also when each turn is long', async () => {
    const pacer = new LoopPacer();
    const storm = (): void => pacer.connected();
    await begunIn(pacer, 40 * 15, storm, 40);
    expect(await begunIn(pacer, 40 * 5, storm, 40)).toBeLessThanOrEqual(6);
  });

  it('does not take connections with pauses between them for a storm', async () => {
    const pacer = new LoopPacer();
    let turns = 0;
    const everyTenthTurn = (): void => {
      turns += 1;
      if (turns % 10 === 0) pacer.connected();
    };
    expect(await begunIn(pacer, 40 * 200, everyTenthTurn, 40)).toBeGreaterThan(1_000);
  });
});
