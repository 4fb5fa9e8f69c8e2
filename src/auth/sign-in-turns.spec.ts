import { SignInTurns } from './sign-in-turns.js';

const CLIENT = { device: null, token: null };
const SCHOOL = { ...CLIENT, network: '198.51.100.1' };
const HOME = { ...CLIENT, network: '198.51.100.2' };

/** Work that ends when the test says so, and counts how much of it is under way. */
function slowWork() {
  let end = (): void => undefined;
  const promise = new Promise<void>((resolve) => (end = resolve));
  const atOnce = { now: 0, most: 0 };
  const work = async () => {
    atOnce.most = Math.max(atOnce.most, ++atOnce.now);
    await promise;
    atOnce.now -= 1;
  };
  return { work, atOnce, end };
}

describe('sign-ins', () => {
  it('are carried out eight at once; of a thousand, those who are refused are told to return one after the other', async () => {
    const turns = new SignInTurns();
    const { work, atOnce, end } = slowWork();
    const crowd = Promise.allSettled(Array.from({ length: 1_000 }, () => turns.run(SCHOOL, work)));
    await new Promise(setImmediate);
    end();

    const answers = await crowd;
    const returns = answers.flatMap((answer) =>
      answer.status === 'rejected' ? [(answer.reason as { retryAfter: number }).retryAfter] : [],
    );
    expect(atOnce.most).toBe(8);
    expect(returns).toHaveLength(1_000 - 8 - 150);
    expect(returns).toEqual(returns.toSorted((a, b) => a - b));
    expect(returns[0]).toBe(1);
    expect(returns.at(-1)).toBeGreaterThan(5);
    expect(returns.at(-1)).toBeLessThanOrEqual(20);
  });

  it('of a network do not wait for all those of another network', async () => {
    const turns = new SignInTurns();
    const { work, end } = slowWork();
    const order: string[] = [];
    const signsIn = (client: typeof SCHOOL) => turns.run(client, work).then(() => order.push(client.network));
    const all = [...Array.from({ length: 50 }, () => signsIn(SCHOOL)), signsIn(HOME)];
    await new Promise(setImmediate);
    end();
    await Promise.all(all);
    expect(order.indexOf(HOME.network)).toBeLessThan(15);
  });
});
