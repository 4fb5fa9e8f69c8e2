import fc from 'fast-check';

import type { NumberedPush } from '../../contract/events.js';
import { ChatFeed } from './chat-feed.js';

const LAST = 20;

const message = (rev: number) => ({ event: 'message.created', payload: { rev, seq: rev } }) as NumberedPush;
const upTo = (last: number): number[] => Array.from({ length: last }, (_, i) => i + 1);

/** A feed that reads with `readSince`. `lastPushed` resolves when it has pushed the number `LAST`. */
function feedOf(readSince: (seq: number) => Promise<NumberedPush[]>) {
  const pushed: number[] = [];
  const errors: unknown[] = [];
  let resolveLast = (): void => undefined;
  const lastPushed = new Promise<void>((resolve) => (resolveLast = resolve));
  const feed = new ChatFeed({
    push: ({ payload: { rev } }) => {
      pushed.push(rev);
      if (rev === LAST) resolveLast();
      return undefined;
    },
    readSince: (_rev, seq) => readSince(seq),
    onError: (error) => errors.push(error),
    onCaughtUp: () => undefined,
  });
  return { feed, pushed, errors, lastPushed };
}

const table = (seq: number): Promise<NumberedPush[]> =>
  Promise.resolve(
    upTo(LAST)
      .filter((rev) => rev > seq)
      .slice(0, 3)
      .map(message),
  );

describe('a feed', () => {
  it('pushes each change once, in order and without a gap, even if hints are late, lost or repeated', async () => {
    const hints = fc.array(fc.integer({ min: 1, max: LAST }), { maxLength: 40 });
    await fc.assert(
      fc.asyncProperty(hints, fc.nat(10), async (revs, startAfter) => {
        const { feed, pushed, lastPushed } = feedOf(table);
        revs.slice(0, startAfter).forEach((rev) => feed.accept(message(rev)));
        feed.start(0, 0);
        revs.slice(startAfter).forEach((rev) => feed.accept(message(rev)));
        feed.accept(message(LAST));
        await lastPushed;
        expect(pushed).toEqual(upTo(LAST));
        feed.close();
      }),
      { seed: 20_261_123, numRuns: 25 },
    );
  });

  it('reads the changes from before it was started, when `start` says how far the chat is', async () => {
    const { feed, pushed, lastPushed } = feedOf(table);
    feed.start(0, 0, LAST);
    await lastPushed;
    expect(pushed).toEqual(upTo(LAST));
  });

  it('tries again when the table cannot be read', async () => {
    let failures = 1;
    const { feed, pushed, errors, lastPushed } = feedOf((seq) =>
      failures-- > 0 ? Promise.reject(new Error('busy')) : table(seq),
    );
    feed.start(0, 0);
    feed.accept(message(LAST));
    await lastPushed;
    expect(pushed).toEqual(upTo(LAST));
    expect(errors).toEqual([new Error('busy')]);
  });

  it('pushes nothing once it is closed', async () => {
    let read = (): void => undefined;
    const reading = new Promise<void>((resolve) => (read = resolve));
    const { feed, pushed } = feedOf((seq) => {
      read();
      return table(seq);
    });
    feed.start(0, 0);
    feed.accept(message(LAST));
    await reading;
    feed.close();
    await table(0);
    expect(pushed).toEqual([]);
  });
});
