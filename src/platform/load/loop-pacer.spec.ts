import { setImmediate as turn } from 'node:timers/promises';

import { LoopPacer } from './loop-pacer.js';

/** Milliseconds. The clock advances only when the test changes it, so a busy machine does not change the result. */
let now = 0;

beforeEach(() => jest.spyOn(performance, 'now').mockImplementation(() => now));
afterEach(() => jest.restoreAllMocks());

/** A pacer that is offered ten pieces of work in each turn of the event loop. */
class OfferedWork {
  readonly pacer = new LoopPacer();
  private begun = 0;

  /** @returns how many were begun in so many turns, older ones as well */
  async begunIn(turns: number, { each = (): void => {}, turnMs = 1, workMs = 0 }): Promise<number> {
    const before = this.begun;
    for (let n = 0; n < turns; n++) {
      for (let one = 0; one < 10; one++) {
        this.pacer.take(() => {
          now += workMs;
          this.begun += 1;
        });
      }
      each();
      now += turnMs;
      await turn();
    }
    return this.begun - before;
  }
}

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
    const work = new OfferedWork();
    const each = (): void => work.pacer.connected();
    for (let n = 0; n < 30; n++) each();
    expect(await work.begunIn(200, { each })).toBeLessThanOrEqual(1 + 200 / 20 + 1);
    await work.begunIn(800, { each });
    expect(await work.begunIn(200, { each })).toBeGreaterThan(500);
  });

  it('takes connections in successive turns for a storm, also when its own work makes each turn long', async () => {
    const work = new OfferedWork();
    const each = (): void => work.pacer.connected();
    await work.begunIn(10, { each, workMs: 6 });
    expect(await work.begunIn(10, { each, workMs: 6 })).toBeLessThanOrEqual(10);
  });

  it('does not take connections with turns between them for a storm', async () => {
    const work = new OfferedWork();
    let turns = 0;
    const each = (): void => {
      turns += 1;
      if (turns % 4 === 0) work.pacer.connected();
    };
    await work.begunIn(100, { each, workMs: 6 });
    expect(await work.begunIn(100, { each, workMs: 6 })).toBeGreaterThanOrEqual(150);
  });
});
