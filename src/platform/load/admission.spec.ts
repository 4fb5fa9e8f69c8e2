import { AppError } from '../errors/app-error.js';
import { Admission } from './admission.js';

const AT_ONCE = 32;
/** Milliseconds; and how many are carried out at once when the node is overloaded and each takes so long. */
const SLOW = 100;
const FEWER = 12;

/** How somebody in the line fared. */
interface Waiting {
  outcome?: 'let in' | 'refused';
}

function comes(admission: Admission): Waiting {
  const waiting: Waiting = {};
  const entered = admission.enter();
  if (!entered) waiting.outcome = 'let in';
  entered?.then(
    () => (waiting.outcome = 'let in'),
    () => (waiting.outcome = 'refused'),
  );
  return waiting;
}

const crowd = (admission: Admission, size: number): Waiting[] => Array.from({ length: size }, () => comes(admission));

/** More and more come, and nobody is done. */
async function grows(admission: Admission): Promise<Waiting[]> {
  crowd(admission, AT_ONCE);
  const came: Waiting[] = [];
  for (let n = 0; n < 10; n++) {
    came.push(...crowd(admission, 95));
    await jest.advanceTimersByTimeAsync(50);
  }
  return came;
}

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

describe('admission', () => {
  it('lets so many in at once, and a burst behind them in its order', async () => {
    const admission = new Admission(AT_ONCE);
    const first = crowd(admission, AT_ONCE);
    expect(first.every(({ outcome }) => outcome === 'let in')).toBe(true);
    const [second, third] = crowd(admission, 2);
    await jest.advanceTimersByTimeAsync(100);
    expect(second?.outcome).toBeUndefined();
    admission.leave(1);
    await jest.advanceTimersByTimeAsync(0);
    expect([second?.outcome, third?.outcome]).toEqual(['let in', undefined]);
  });

  it('lets a crowd that came at once wait for two seconds', async () => {
    const admission = new Admission(AT_ONCE);
    crowd(admission, AT_ONCE);
    const old = crowd(admission, 200);
    await jest.advanceTimersByTimeAsync(1_900);
    expect(old.every(({ outcome }) => outcome === undefined)).toBe(true);
    for (let n = 0; n < 200; n++) admission.leave(1);
    await jest.advanceTimersByTimeAsync(0);
    expect(old.every(({ outcome }) => outcome === 'let in')).toBe(true);
    crowd(admission, 1);
    const [late] = crowd(admission, 1);
    await jest.advanceTimersByTimeAsync(2_100);
    expect(late?.outcome).toBe('refused');
  });

  it('serves the newest, fewer at once, when the line only grows, and refuses the others', async () => {
    const admission = new Admission(AT_ONCE);
    const old = await grows(admission);
    expect(old.filter(({ outcome }) => outcome === 'refused').length).toBeGreaterThan(200);

    const [first, second] = [comes(admission), comes(admission)];
    for (let n = 0; n <= AT_ONCE - FEWER; n++) admission.leave(SLOW);
    await jest.advanceTimersByTimeAsync(0);
    expect([first.outcome, second.outcome]).toEqual([undefined, 'let in']);
  });

  it('keeps the order of what belongs together, also then', async () => {
    const admission = new Admission(AT_ONCE);
    await grows(admission);
    const order: string[] = [];
    for (const name of ['first', 'second']) void admission.enter('a socket')?.then(() => order.push(name));
    for (let n = 0; n <= AT_ONCE - FEWER + 1; n++) admission.leave(SLOW);
    await jest.advanceTimersByTimeAsync(0);
    expect(order).toEqual(['first', 'second']);
  });

  it('refuses at once when the line is full', () => {
    const admission = new Admission(AT_ONCE);
    crowd(admission, AT_ONCE + 1_000);
    expect(admission.isHopeless).toBe(true);
    expect(() => admission.enter()).toThrow(AppError);
  });
});
