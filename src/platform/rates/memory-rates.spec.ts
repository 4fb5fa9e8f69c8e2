import { MemoryBudgets } from './memory-rates.js';

const ALLOWANCE = { burst: 3, every: 1_000 };

function counting() {
  const clock = { ms: 5_000 };
  const budgets = new MemoryBudgets(() => clock.ms);
  const take = (key = 'ada') => budgets.take(key, ALLOWANCE);
  return { clock, budgets, take };
}

describe('a budget', () => {
  it('allows a burst, then one more after each pause, and answers how long to wait', async () => {
    const { clock, take } = counting();
    expect([await take(), await take(), await take(), await take()]).toEqual([0, 0, 0, 1_000]);
    clock.ms += 400;
    expect(await take()).toBeCloseTo(600);
    clock.ms += 600;
    expect([await take(), await take()]).toEqual([0, 1_000]);
    expect(await take('ben')).toBe(0);
  });

  it('never exceeds its burst, however long nobody took from it', async () => {
    const { clock, take } = counting();
    await take();
    clock.ms += 1_000_000;
    expect([await take(), await take(), await take(), (await take()) > 0]).toEqual([0, 0, 0, true]);
  });

  it('grows again by what is given back, but never beyond its burst', async () => {
    const { budgets, take } = counting();
    for (let n = 0; n < 10; n++) {
      expect(await take()).toBe(0);
      await budgets.giveBack('ada');
    }
    await budgets.giveBack('ada');
    await budgets.giveBack('nobody');
    expect([await take(), await take(), await take(), (await take()) > 0]).toEqual([0, 0, 0, true]);
  });
});
