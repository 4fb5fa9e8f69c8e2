import { LockWaits } from './lock-waits.js';
import { Turns } from './turns.js';

/** Work that ends when the test calls `end`. */
function work(begun: string[], name: string) {
  let end = (): void => undefined;
  const done = new Promise<string>((resolve) => (end = () => resolve(name)));
  const run = (): Promise<string> => {
    begun.push(name);
    return done;
  };
  return { run, end: () => end() };
}

const turn = (): Promise<void> => new Promise(setImmediate);

describe('turns', () => {
  it('run the work of one key one after the other, other keys meanwhile, and only so much at once', async () => {
    const waits = new LockWaits();
    const turns = new Turns({ atOnce: 2, waiting: 5, forMs: 1_000 }, waits);
    const begun: string[] = [];
    const jobs = ['a1', 'a2', 'b1', 'c1'].map((name) => work(begun, name));
    const answers = jobs.map(({ run }, place) => turns.run(['a', 'a', 'b', 'c'][place] ?? '', run));
    await turn();
    expect([begun, waits.count]).toEqual([['a1', 'b1'], 2]);

    jobs[0]?.end();
    await turn();
    expect([begun, waits.count]).toEqual([['a1', 'b1', 'c1'], 1]);
    for (const { end } of jobs) end();
    expect(await Promise.all(answers)).toEqual(['a1', 'a2', 'b1', 'c1']);
    expect(waits.count).toBe(0);
  });

  it('go on after work has failed, and refuse work of a key for which too much waits already', async () => {
    const waits = new LockWaits();
    const turns = new Turns({ atOnce: 2, waiting: 1, forMs: 1_000 }, waits);
    const fails = (): Promise<never> => Promise.reject(new Error('no'));
    const first = turns.run('a', fails);
    const second = turns.run('a', () => Promise.resolve('yes'));
    await expect(turns.run('a', fails)).rejects.toMatchObject({ code: 'overloaded' });
    expect(await turns.run('b', () => Promise.resolve('other'))).toBe('other');
    await expect(first).rejects.toThrow('no');
    expect(await second).toBe('yes');
    expect(waits.count).toBe(0);
  });

  it('refuse work that has waited too long, in place of running it', async () => {
    jest.useFakeTimers();
    try {
      const turns = new Turns({ atOnce: 2, waiting: 5, forMs: 1_000 }, new LockWaits());
      const begun: string[] = [];
      const [slow, late] = [work(begun, 'slow'), work(begun, 'late')];
      const first = turns.run('a', slow.run);
      const second = turns.run('a', late.run).catch((error: unknown) => error);
      await jest.advanceTimersByTimeAsync(1_001);
      slow.end();
      await first;
      expect(await second).toMatchObject({ code: 'overloaded' });
      expect(begun).toEqual(['slow']);
    } finally {
      jest.useRealTimers();
    }
  });
});
