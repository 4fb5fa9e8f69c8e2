import type { NumberedPush } from '../../contract/events.js';
import { ChatFeed } from './chat-feed.js';

const message = (rev: number) =>
  ({ event: 'message.created', payload: { rev, seq: rev, message: `number ${rev}` } }) as NumberedPush;
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** A feed of a chat in which `stored.last` messages are stored. @param wait what `push` returns for a `rev` */
function feedOf(
  stored: { last: number; fails?: boolean },
  wait: (rev: number) => Promise<void> | undefined = () => undefined,
) {
  const pushed: number[] = [];
  const healed: number[] = [];
  const reads: number[] = [];
  const errors: unknown[] = [];
  const feed = new ChatFeed({
    push: ({ payload: { rev } }, isHealed) => {
      pushed.push(rev);
      if (isHealed) healed.push(rev);
      return wait(rev);
    },
    readSince: (_rev, seq) => {
      reads.push(seq);
      if (stored.fails) return Promise.reject(new Error('database away'));
      return Promise.resolve(upTo(stored.last).slice(seq).map(message));
    },
    onError: (error) => errors.push(error),
    onCaughtUp: () => undefined,
  });
  return { feed, pushed, healed, reads, errors, stored };
}

describe('the feed of a chat', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('pushes each change once and in the order of `rev`, in whatever order the hints come', () => {
    const { feed, pushed, reads } = feedOf({ last: 6 });
    feed.start(0, 0);
    for (const rev of [2, 1, 1, 4, 5, 2, 3, 6, 1]) feed.accept(message(rev));
    expect(pushed).toEqual(upTo(6));
    expect(reads).toEqual([]);
  });

  it('keeps hints until it is started with the numbers of the chat', () => {
    const { feed, pushed } = feedOf({ last: 6 });
    for (const rev of [6, 4, 5]) feed.accept(message(rev));
    expect([feed.started, pushed]).toEqual([false, []]);

    feed.start(4, 4);
    feed.start(0, 0);
    expect([feed.started, pushed]).toEqual([true, [5, 6]]);
    expect([feed.isPast(5), feed.isPast(6)]).toEqual([true, false]);
  });

  it('waits a moment for a late hint, and then reads the missing changes from the database', async () => {
    const { feed, pushed, reads } = feedOf({ last: 5 });
    feed.start(0, 0);
    for (const rev of [1, 3, 5]) feed.accept(message(rev));
    await jest.advanceTimersByTimeAsync(20);
    expect([pushed, reads]).toEqual([[1], []]);

    feed.accept(message(2));
    expect(pushed).toEqual([1, 2, 3]);
    await jest.advanceTimersByTimeAsync(20);
    expect([pushed, reads]).toEqual([upTo(5), [3]]);
    await jest.advanceTimersByTimeAsync(5_000);
    expect(reads).toEqual([3]);
  });

  it('reads again until the missing change is stored', async () => {
    const { feed, pushed, reads, stored } = feedOf({ last: 1 });
    feed.start(0, 0);
    feed.accept(message(3));
    await jest.advanceTimersByTimeAsync(100);
    expect(pushed).toEqual([1]);
    expect(reads.length).toBeGreaterThan(1);

    stored.last = 2;
    await jest.advanceTimersByTimeAsync(100);
    expect(pushed).toEqual([1, 2, 3]);
  });

  it('stops reading for a number that was never given', async () => {
    const { feed, pushed, reads } = feedOf({ last: 1 });
    feed.start(1, 1);
    feed.accept(message(1_000));
    await jest.advanceTimersByTimeAsync(5_000);
    expect([pushed, reads.length, feed.lag]).toEqual([[], 5, 0]);

    feed.accept(message(2));
    expect(pushed).toEqual([2]);
  });

  it('reads the changes that the journal lists and no hint brought, and marks them as healed', async () => {
    const { feed, pushed, healed } = feedOf({ last: 4 });
    feed.start(0, 0);
    feed.accept(message(1));
    feed.advanceTo(4);
    await jest.advanceTimersByTimeAsync(20);
    feed.accept(message(2));
    await jest.advanceTimersByTimeAsync(100);
    expect([pushed, healed]).toEqual([upTo(4), [3, 4]]);
  });

  it('sends no further push until the promise of the last push resolves', async () => {
    let arrive = (): void => undefined;
    const arrived = new Promise<void>((resolve) => (arrive = resolve));
    const { feed, pushed } = feedOf({ last: 3 }, (rev) => (rev === 2 ? arrived : undefined));
    feed.start(0, 0);
    for (const rev of [1, 2, 3]) feed.accept(message(rev));
    await jest.advanceTimersByTimeAsync(1_000);
    expect(pushed).toEqual([1, 2]);

    arrive();
    await jest.advanceTimersByTimeAsync(0);
    expect(pushed).toEqual([1, 2, 3]);
  });

  it('reports an error when it cannot read, and goes on when it can read again', async () => {
    const { feed, pushed, errors, stored } = feedOf({ last: 3, fails: true });
    feed.start(0, 0);
    feed.accept(message(3));
    await jest.advanceTimersByTimeAsync(500);
    expect([pushed, errors]).toEqual([[], [new Error('database away')]]);

    stored.fails = false;
    await jest.advanceTimersByTimeAsync(1_500);
    expect([pushed, errors.length]).toEqual([upTo(3), 1]);
  });

  it('keeps at most 256 hints, and reads the changes of the others from the database', async () => {
    const { feed, pushed, reads } = feedOf({ last: 1_000 });
    for (const rev of upTo(1_000)) feed.accept(message(rev));
    feed.start(0, 0);
    expect([pushed, reads]).toEqual([upTo(256), []]);
    await jest.advanceTimersByTimeAsync(100);
    expect([pushed, reads]).toEqual([upTo(1_000), [256]]);
  });

  it('neither pushes nor reads once it is closed', async () => {
    const { feed, pushed, reads } = feedOf({ last: 3 });
    feed.start(0, 0);
    feed.accept(message(3));
    feed.close();
    await jest.advanceTimersByTimeAsync(5_000);
    expect([pushed, reads]).toEqual([[], []]);
  });
});
