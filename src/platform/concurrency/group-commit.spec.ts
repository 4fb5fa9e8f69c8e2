import { GroupCommit } from './group-commit.js';

/** A group commit of texts. @param write must resolve with each text in capitals, as `upper` does */
const capitals = (write: (texts: string[]) => Promise<string[]>, more: { name?: (text: string) => string } = {}) =>
  new GroupCommit<string, string, string>({ write, settle: (written) => written, ...more });

const upper = (texts: string[]): Promise<string[]> => Promise.resolve(texts.map((text) => text.toUpperCase()));

describe('a group commit', () => {
  it('rejects each write of a failed batch with its error, and goes on with the writes that came meanwhile', async () => {
    const batches: string[][] = [];
    let fail: (error: Error) => void = () => undefined;
    const commit = capitals((texts) => {
      batches.push(texts);
      if (batches.length > 2) return upper(texts);
      return new Promise((_, reject) => (fail = reject));
    });

    const first = commit.add('a').catch((error: unknown) => error);
    await new Promise(setImmediate);
    const second = ['b', 'c'].map((text) => commit.add(text).catch((error: unknown) => error));
    fail(new Error('no connection'));
    expect(await first).toEqual(new Error('no connection'));
    await new Promise(setImmediate);
    const third = commit.add('d');
    fail(new Error('still none'));
    expect(await Promise.all(second)).toEqual([new Error('still none'), new Error('still none')]);
    expect(await third).toBe('D');
    expect(await commit.add('e')).toBe('E');
    expect(batches).toEqual([['a'], ['b', 'c'], ['d'], ['e']]);
  });

  it('goes on after `write` has thrown at once, and after `name` has thrown for an item', async () => {
    let broken = true;
    const commit = capitals(
      (texts) => {
        if (broken) throw new Error('broken');
        return upper(texts);
      },
      {
        name: (text) => {
          if (text === 'nameless') throw new Error('nameless');
          return text;
        },
      },
    );
    await expect(commit.add('a')).rejects.toThrow('broken');
    broken = false;
    await expect(async () => commit.add('nameless')).rejects.toThrow('nameless');
    expect(await commit.add('b')).toBe('B');
  });

  it('rejects only the items for which `settle` throws, also when nothing was written for an item', async () => {
    const commit = new GroupCommit<string, string, string>({
      write: (texts) => upper(texts.slice(0, 2)),
      settle: (written: string | undefined) => {
        if (written === undefined || written === 'B') throw new Error(`refused ${written ?? 'nothing'}`);
        return written;
      },
    });
    const answers = ['a', 'b', 'c'].map((text) => commit.add(text).catch((error: unknown) => (error as Error).message));
    expect(await Promise.all(answers)).toEqual(['A', 'refused B', 'refused nothing']);
  });

  it('refuses a write that is not answered within five seconds, and drops it if its batch has not begun', async () => {
    jest.useFakeTimers();
    try {
      const batches: string[][] = [];
      const answers: ((written: string[]) => void)[] = [];
      const commit = capitals((texts) => {
        batches.push(texts);
        return new Promise((resolve) => answers.push(resolve));
      });
      const outcome = (text: string) => commit.add(text).catch((error: unknown) => error);

      const first = outcome('a');
      await jest.advanceTimersByTimeAsync(1_000);
      const second = outcome('b');
      await jest.advanceTimersByTimeAsync(4_000);
      expect(await first).toMatchObject({ code: 'overloaded' });
      await jest.advanceTimersByTimeAsync(1_000);
      expect(await second).toMatchObject({ code: 'overloaded' });

      const third = outcome('c');
      answers[0]?.(['A']);
      await jest.advanceTimersByTimeAsync(0);
      answers[1]?.(['C']);
      expect(await third).toBe('C');
      expect(batches).toEqual([['a'], ['c']]);
    } finally {
      jest.useRealTimers();
    }
  });
});
