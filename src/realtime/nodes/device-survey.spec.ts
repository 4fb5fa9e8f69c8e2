import { AskNodes } from './device-survey.js';

describe('a poll', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('is over when all have answered, also before it is known how many they are', async () => {
    const poll = new AskNodes<string>();
    poll.hear(['a']);
    poll.hear([]);
    poll.expect(3);
    poll.hear(['b', 'c']);
    expect(await poll.over).toEqual(['a', 'b', 'c']);
  });

  it('is over at once when nobody was asked', async () => {
    const poll = new AskNodes<string>();
    poll.expect(0);
    expect(await poll.over).toEqual([]);
  });

  it('does not wait longer than 300 ms for who stays silent, or for how many there are', async () => {
    const [silent, unknown] = [new AskNodes<string>(), new AskNodes<string>()];
    silent.expect(2);
    for (const poll of [silent, unknown]) poll.hear(['a']);
    jest.advanceTimersByTime(300);
    expect(await Promise.all([silent.over, unknown.over])).toEqual([['a'], ['a']]);
  });
});
