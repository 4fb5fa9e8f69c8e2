import { GroupCommit } from './group-commit.js';
import { LockWaits } from './lock-waits.js';

/** A promise and the function that resolves it. */
function event(): { happened: Promise<void>; happen: () => void } {
  let happen = (): void => undefined;
  const happened = new Promise<void>((resolve) => (happen = resolve));
  return { happened, happen };
}

/**
 * A group commit of texts, each of which needs the lock that its first letter names. Others hold the locks in `held`; a batch that waits for them
 * goes on after `release`.
 */
function lockedBy(held: Set<string>, { statements = 2 } = {}) {
  const attempts: { texts: string[]; waits: boolean }[] = [];
  const waits = new LockWaits();
  const released = event();
  const commit = new GroupCommit<string, string | null, string | null>({
    write: async (texts, mayWait) => {
      attempts.push({ texts, waits: mayWait });
      if (mayWait) await released.happened;
      await Promise.resolve();
      return texts.map((text) => (held.has(text[0] ?? '') ? null : text.toUpperCase()));
    },
    settle: (written) => written,
    name: (text) => text,
    waitsFor: (text) => (text.endsWith('?') ? text.slice(0, -1) : null),
    locks: { of: (text) => text[0] ?? '', isHeld: (written) => written === null, statements, waits },
  });
  const release = (): void => {
    held.clear();
    released.happen();
  };
  return { commit, attempts, waits, release };
}

describe('a group commit of writes whose lock others hold', () => {
  it('goes on with the other writes, and writes those afterwards, in order and each after the one it waits for', async () => {
    const { commit, attempts, waits, release } = lockedBy(new Set('a'));
    const answers: (string | null)[] = [];
    const add = (text: string) => commit.add(text).then((answer) => answers.push(answer));
    const first = add('a1');
    await new Promise(setImmediate);
    expect(attempts).toEqual([
      { texts: ['a1'], waits: false },
      { texts: ['a1'], waits: true },
    ]);

    const later = ['a2', 'a2?', 'a3'].map(add);
    await Promise.all(['b1', 'c1', 'b2'].map(add));
    expect(answers).toEqual(['B1', 'C1', 'B2']);
    expect(waits.count).toBe(4);
    release();
    await Promise.all([first, ...later]);
    expect(answers.slice(3)).toEqual(['A1', 'A2', 'A2?', 'A3']);
    expect(attempts.slice(-2).map(({ texts }) => texts)).toEqual([['a2'], ['a2?', 'a3']]);
    expect(waits.count).toBe(0);
  });

  it('tries them again with the next batches, before a statement waits for the lock', async () => {
    const held = new Set('a');
    const { commit, attempts } = lockedBy(held);
    const all = ['a1', 'b1'].map((text) => commit.add(text));
    await all[1];
    held.clear();
    expect(await all[0]).toBe('A1');
    expect(attempts.map(({ waits }) => waits)).not.toContain(true);
  });

  it('lets only so many statements wait, and tries the writes of other locks again', async () => {
    const held = new Set('abc');
    const { commit, attempts, release } = lockedBy(held, { statements: 1 });
    const all = ['a1', 'b1', 'c1'].map((text) => commit.add(text));
    expect(await commit.add('d1')).toBe('D1');
    const waiting = () => attempts.filter(({ waits }) => waits);
    while (waiting().length === 0) await new Promise(setImmediate);
    held.delete('c');
    expect(await all[2]).toBe('C1');
    expect(waiting()).toHaveLength(1);
    release();
    expect(await Promise.all(all)).toEqual(['A1', 'B1', 'C1']);
  });

  it('refuses each after five seconds, and does not write it any more', async () => {
    jest.useFakeTimers();
    try {
      const { commit, attempts, waits, release } = lockedBy(new Set('a'));
      const outcomes = ['a1', 'a2'].map((text) => commit.add(text).catch((error: unknown) => error));
      await jest.advanceTimersByTimeAsync(5_000);
      for (const outcome of await Promise.all(outcomes)) expect(outcome).toMatchObject({ code: 'overloaded' });
      expect(waits.count).toBe(0);
      const before = attempts.length;
      release();
      const next = commit.add('a3');
      await jest.advanceTimersByTimeAsync(10);
      expect(await next).toBe('A3');
      expect(attempts.slice(before).flatMap(({ texts }) => texts)).toEqual(['a3']);
    } finally {
      jest.useRealTimers();
    }
  });
});
