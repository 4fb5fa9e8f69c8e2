import { AskNodes } from './device-survey.js';

describe('asking the nodes', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends when all nodes have answered, even if some answered before their number was known', async () => {
    const poll = new AskNodes<string>();
    poll.hear(['a']);
    poll.hear([]);
    poll.expect(3);
    poll.hear(['b', 'c']);
    expect(await poll.over).toEqual(['a', 'b', 'c']);
  });

  it('ends at once when no node was asked', async () => {
    const poll = new AskNodes<string>();
    poll.expect(0);
    expect(await poll.over).toEqual([]);
  });

  it('waits at most 300 ms for missing answers, or for the number of nodes', async () => {
    const [silent, unknown] = [new AskNodes<string>(), new AskNodes<string>()];
    silent.expect(2);
    for (const poll of [silent, unknown]) poll.hear(['a']);
    jest.advanceTimersByTime(300);
    expect(await Promise.all([silent.over, unknown.over])).toEqual([['a'], ['a']]);
  });
});
