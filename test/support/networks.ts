import { setTimeout } from 'node:timers/promises';

import { type Answer, call } from './person.js';

/** For a server that trusts the test as its proxy: `useServer({ RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' })`. */
export const BEHIND_A_PROXY = { RATE_LIMIT: 'on', TRUST_PROXY: '127.0.0.1' };

/** A call that seems to come from this address. */
export function callFrom<Data>(
  address: string,
  ...[method, path, body, headers]: Parameters<typeof call>
): Promise<Answer<Data>> {
  return call<Data>(method, path, body, { 'x-forwarded-for': address, ...headers });
}

/** Runs this for each item, a few at a time. */
export async function inParallel<One, Result>(
  all: One[],
  atOnce: number,
  work: (one: One) => Promise<Result>,
): Promise<Result[]> {
  const results: Result[] = [];
  let next = 0;
  const worker = async (): Promise<void> => {
    for (let place = next++; place < all.length; place = next++) results[place] = await work(all[place] as One);
  };
  await Promise.all(Array.from({ length: atOnce }, worker));
  return results;
}

/** Makes a call until the server has time for it, as a client does that follows `Retry-After` and connects again. Throws after 90 s. */
export async function untilThereIsTime<Data>(makesCall: () => Promise<Answer<Data>>): Promise<Answer<Data>> {
  const until = performance.now() + 90_000;
  while (performance.now() < until) {
    const answer = await makesCall().catch(() => null);
    if (answer && ![429, 503].includes(answer.status)) return answer;
    await setTimeout(Number(answer?.headers.get('retry-after') ?? 1) * 1_000);
  }
  throw new Error('the server had no time for 90 s');
}
