import type { SharedMessageView } from '../contract/message.view.js';
import { ChatFeed } from './chat-feed.js';

const message = (rev: number) => ({ rev, seq: rev, message: `number ${rev}` }) as SharedMessageView;
const upTo = (last: number): number[] => Array.from({ length: last }, (_, index) => index + 1);

/** A feed of a chat in which `stored.last` messages are stored; time stands still between the steps of a test. */
function feedOf(stored: { last: number; fails?: boolean }) {
  const pushed: number[] = [];
  const reads: number[] = [];
  const errors: unknown[] = [];
  const feed = new ChatFeed({
    push: ({ rev }) => pushed.push(rev),
    readSince: (seq) => {
      reads.push(seq);
      if (stored.fails) return Promise.reject(new Error('database away'));
      return Promise.resolve(upTo(stored.last).slice(seq).map(message));
    },
    onError: (error) => errors.push(error),
  });
  return { feed, pushed, reads, errors, stored };
}

describe('the feed of a chat', () => {
  beforeEach(() => void jest.useFakeTimers());
  afterEach(() => void jest.useRealTimers());

  it('pushes in the order of `rev`, each once, in whatever order it hears of them', () => {
    const { feed, pushed, reads } = feedOf({ last: 6 });
    feed.start(0, 0);
    for (const rev of [2, 1, 1, 4, 5, 2, 3, 6, 1]) feed.accept(message(rev));
    expect(pushed).toEqual(upTo(6));
    expect(reads).toEqual([]);
  });

  it('keeps what it hears until it knows where the chat stands', () => {
    const { feed, pushed } = feedOf({ last: 6 });
    for (const rev of [6, 4, 5]) feed.accept(message(rev));
    expect([feed.started, pushed]).toEqual([false, []]);

    feed.start(4, 4);
    feed.start(0, 0);
    expect([feed.started, pushed]).toEqual([true, [5, 6]]);
    expect([feed.isPast(5), feed.isPast(6)]).toEqual([true, false]);
  });

  it('waits a moment for what is late, and reads what stays away', async () => {
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

  it('asks again until what it heard of is there', async () => {
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

  it('says when it cannot read, and goes on when it can again', async () => {
    const { feed, pushed, errors, stored } = feedOf({ last: 3, fails: true });
    feed.start(0, 0);
    feed.accept(message(3));
    await jest.advanceTimersByTimeAsync(500);
    expect([pushed, errors]).toEqual([[], [new Error('database away')]]);

    stored.fails = false;
    await jest.advanceTimersByTimeAsync(1_500);
    expect([pushed, errors.length]).toEqual([upTo(3), 1]);
  });

  it('holds no more than so many, however far it has fallen behind', async () => {
    const { feed, pushed, stored } = feedOf({ last: 1_000 });
    feed.start(0, 0);
    for (const rev of upTo(1_000).slice(1)) feed.accept(message(rev));
    await jest.advanceTimersByTimeAsync(100);
    expect(pushed).toEqual(upTo(stored.last));
  });

  it('says nothing more once it is closed', async () => {
    const { feed, pushed, reads } = feedOf({ last: 3 });
    feed.start(0, 0);
    feed.accept(message(3));
    feed.close();
    await jest.advanceTimersByTimeAsync(5_000);
    expect([pushed, reads]).toEqual([[], []]);
  });
});
