import { LockWaits } from '../concurrency/lock-waits.js';
import { AppError } from '../errors/app-error.js';
import { Admission } from './admission.js';

const AT_ONCE = 32;
/** Milliseconds. */
const FAST = 1;
const SLOW = 100;

/** A call. It has no outcome while it waits. */
interface Waiting {
  outcome?: 'let in' | 'refused';
}

function call(admission: Admission): Waiting {
  const waiting: Waiting = {};
  if (admission.refusesNext(0)) return { outcome: 'refused' };
  const entered = admission.enter();
  if (!entered) waiting.outcome = 'let in';
  entered?.then(
    () => (waiting.outcome = 'let in'),
    () => (waiting.outcome = 'refused'),
  );
  return waiting;
}

const calls = (admission: Admission, size: number): Waiting[] => Array.from({ length: size }, () => call(admission));

/** Makes 75 more calls every 50 ms for 0.7 seconds, while none of them ends. @returns these calls */
async function growQueue(admission: Admission): Promise<Waiting[]> {
  calls(admission, AT_ONCE);
  const added: Waiting[] = [];
  for (let n = 0; n < 14; n++) {
    added.push(...calls(admission, 75));
    await jest.advanceTimersByTimeAsync(50);
  }
  return added;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('admission', () => {
  it('lets a limited number of calls in at once, and the next ones in the order in which they came', async () => {
    const admission = new Admission(AT_ONCE);
    const first = calls(admission, AT_ONCE);
    expect(first.every(({ outcome }) => outcome === 'let in')).toBe(true);
    const [second, third] = calls(admission, 2);
    await jest.advanceTimersByTimeAsync(100);
    expect(second?.outcome).toBeUndefined();
    admission.leave(1);
    await jest.advanceTimersByTimeAsync(0);
    expect([second?.outcome, third?.outcome]).toEqual(['let in', undefined]);
  });

  it('leaves calls that wait for a lock out of the limit', async () => {
    const waits = new LockWaits();
    const admission = new Admission(AT_ONCE, waits);
    calls(admission, AT_ONCE);
    const [second, third] = calls(admission, 2);
    waits.add(1);
    await jest.advanceTimersByTimeAsync(0);
    expect([second?.outcome, third?.outcome]).toEqual(['let in', undefined]);
    waits.add(-1);
    admission.leave(1);
    await jest.advanceTimersByTimeAsync(0);
    expect(third?.outcome).toBeUndefined();
    admission.leave(1);
    await jest.advanceTimersByTimeAsync(0);
    expect(third?.outcome).toBe('let in');
  });

  it('lets a burst wait for two seconds, and refuses a call that has waited longer', async () => {
    const admission = new Admission(AT_ONCE);
    calls(admission, AT_ONCE);
    const old = calls(admission, 200);
    await jest.advanceTimersByTimeAsync(1_900);
    expect(old.every(({ outcome }) => outcome === undefined)).toBe(true);
    for (let n = 0; n < 200; n++) admission.leave(1);
    await jest.advanceTimersByTimeAsync(0);
    expect(old.every(({ outcome }) => outcome === 'let in')).toBe(true);
    calls(admission, 1);
    const [late] = calls(admission, 1);
    await jest.advanceTimersByTimeAsync(2_100);
    expect(late?.outcome).toBe('refused');
  });

  it('refuses new calls and waiting calls when the queue only grows', async () => {
    const admission = new Admission(AT_ONCE);
    const old = await growQueue(admission);
    expect(old.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(200);
    await jest.advanceTimersByTimeAsync(50);
    expect(old.every(({ outcome }) => outcome === 'refused')).toBe(true);
    expect(call(admission).outcome).toBe('refused');
  });

  it('carries out fewer calls at once while they are slow, and more when they are fast again', async () => {
    const admission = new Admission(AT_ONCE);
    await growQueue(admission);
    const placesWhen = async (ms: number): Promise<number> => {
      for (let n = 0; n < 20; n++) {
        while (call(admission).outcome === 'let in');
        await jest.advanceTimersByTimeAsync(Math.max(ms, 60));
        while (admission.size > 0) admission.leave(ms);
      }
      return calls(admission, AT_ONCE + 1).filter(({ outcome }) => outcome === 'let in').length;
    };
    expect(await placesWhen(SLOW)).toBe(AT_ONCE / 4);
    while (admission.size > 0) admission.leave(FAST);
    expect(await placesWhen(FAST)).toBeGreaterThan(AT_ONCE / 2);
  });

  it('counts as overloaded while its queue stays full, however fast calls are carried out', async () => {
    const admission = new Admission(AT_ONCE);
    let full: Waiting[] = [];
    for (let n = 0; n < 10; n++) {
      full = calls(admission, 1_100);
      for (let served = 0; served < 60; served++) admission.leave(FAST);
      await jest.advanceTimersByTimeAsync(50);
    }
    expect(admission.isOverloaded).toBe(true);
    expect(full.every(({ outcome }) => outcome !== undefined)).toBe(true);
  });

  it('accepts a burst again when no call was refused for a while', async () => {
    const admission = new Admission(AT_ONCE);
    await growQueue(admission);
    while (admission.size > 0) admission.leave(FAST);
    await jest.advanceTimersByTimeAsync(600);
    expect(calls(admission, 300).every(({ outcome }) => outcome !== 'refused')).toBe(true);
  });

  it('refuses a call at once when the queue is full', () => {
    const admission = new Admission(AT_ONCE);
    calls(admission, AT_ONCE + 1_000);
    expect(admission.refusesNext(0)).toBe(true);
    expect(() => admission.enter()).toThrow(AppError);
  });
});
