import { AnswerCollector } from './device-survey.js';

describe('asking the nodes', () => {
  beforeEach(() => {
    jest.useFakeTimers();
  });
  afterEach(() => {
    jest.useRealTimers();
  });

  it('ends when all nodes have answered, even if some answered before their number was known', async () => {
    const collector = new AnswerCollector<string>();
    collector.add(['a']);
    collector.add([]);
    collector.expectCount(3);
    collector.add(['b', 'c']);
    expect(await collector.result).toEqual(['a', 'b', 'c']);
  });

  it('ends at once when no node was asked', async () => {
    const collector = new AnswerCollector<string>();
    collector.expectCount(0);
    expect(await collector.result).toEqual([]);
  });

  it('waits at most 300 ms for missing answers, or for the number of nodes', async () => {
    const [silent, unknown] = [new AnswerCollector<string>(), new AnswerCollector<string>()];
    silent.expectCount(2);
    for (const collector of [silent, unknown]) collector.add(['a']);
    jest.advanceTimersByTime(300);
    expect(await Promise.all([silent.result, unknown.result])).toEqual([['a'], ['a']]);
  });
});
