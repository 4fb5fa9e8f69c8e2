import { Places } from './places.js';

/** Work that ends when the test calls `end`. */
function work() {
  let end: () => void = () => undefined;
  const done = new Promise<void>((resolve) => (end = resolve));
  return { run: () => done, end };
}

/** Runs work when there is a place for it. */
async function runIn<T>(places: Places, person: string, run: () => Promise<T>, isWanted: () => boolean): Promise<T> {
  await places.enter(person, isWanted);
  try {
    return await run();
  } finally {
    places.leave(person);
  }
}

const wanted = (): boolean => true;
const turn = (): Promise<void> => new Promise(setImmediate);

describe('places', () => {
  it('runs two jobs at once, at most one of each user, and users take turns', async () => {
    const places = new Places({ perNode: 2, perPerson: 1 });
    const begun: string[] = [];
    const jobs = ['ada', 'ada', 'ada', 'ben', 'cai', 'cai'].map((person) => {
      const job = work();
      const answer = runIn(places, person, () => (begun.push(person), job.run()), wanted);
      return { ...job, answer };
    });
    await turn();
    expect(begun).toEqual(['ada', 'ben']);
    jobs[0]?.end();
    await turn();
    expect(begun).toEqual(['ada', 'ben', 'ada']);
    jobs[3]?.end();
    await turn();
    expect(begun).toEqual(['ada', 'ben', 'ada', 'cai']);
    for (const { end } of jobs) end();
    await Promise.all(jobs.map(({ answer }) => answer));
    expect(begun).toHaveLength(6);
  });

  it('refuses work whose client does not wait any more, and work that has waited too long', async () => {
    jest.useFakeTimers();
    try {
      const places = new Places({ perNode: 1, perPerson: 1 });
      const first = work();
      const running = runIn(places, 'ada', first.run, wanted);
      let isThere = true;
      const never = jest.fn(() => Promise.resolve());
      const gone = runIn(places, 'ben', never, () => isThere).catch((error: unknown) => error);
      isThere = false;
      await jest.advanceTimersByTimeAsync(100);
      first.end();
      await running;
      expect(await gone).toMatchObject({ code: 'overloaded' });

      const second = work();
      const again = runIn(places, 'ada', second.run, wanted);
      const late = runIn(places, 'ben', never, wanted).catch((error: unknown) => error);
      await jest.advanceTimersByTimeAsync(3_500);
      expect(await late).toMatchObject({ code: 'overloaded', retryAfter: 2 });
      expect(never).not.toHaveBeenCalled();
      second.end();
      await again;
    } finally {
      jest.useRealTimers();
    }
  });

  it('refuses waiting work after a moment while the node is overloaded', async () => {
    jest.useFakeTimers();
    try {
      const places = new Places({ perNode: 1, perPerson: 1 }, () => true);
      const first = work();
      const running = runIn(places, 'ada', first.run, wanted);
      const late = runIn(places, 'ben', first.run, wanted).catch((error: unknown) => error);
      await jest.advanceTimersByTimeAsync(100);
      expect(await late).toMatchObject({ code: 'overloaded' });
      first.end();
      await running;
    } finally {
      jest.useRealTimers();
    }
  });

  it('refuses a user who already has fifty jobs waiting, but no other user', async () => {
    const places = new Places({ perNode: 1, perPerson: 1 });
    const first = work();
    const all = Array.from({ length: 51 }, () => runIn(places, 'ada', first.run, wanted));
    await expect(runIn(places, 'ada', first.run, wanted)).rejects.toMatchObject({ code: 'overloaded' });
    const other = runIn(places, 'ben', first.run, wanted);
    first.end();
    await Promise.all([...all, other]);
  });

  it('frees the place when work fails', async () => {
    const places = new Places({ perNode: 1, perPerson: 1 });
    const fails = (): Promise<never> => Promise.reject(new Error('no'));
    await expect(runIn(places, 'ada', fails, wanted)).rejects.toThrow('no');
    expect(await runIn(places, 'ada', () => Promise.resolve(1), wanted)).toBe(1);
  });
});
