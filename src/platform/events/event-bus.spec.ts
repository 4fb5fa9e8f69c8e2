import { Logger } from '@nestjs/common';

import type { Push } from '../../contract/events.js';
import { FailureGuard } from '../errors/failure-guard.js';
import { Metrics } from '../metrics/metrics.js';
import { EventBus } from './event-bus.js';

const push: Push = { event: 'typing.started', payload: { chatId: 'chat', participantId: 'one' }, to: { chat: 'chat' } };

describe('the event bus', () => {
  beforeAll(() => {
    Logger.overrideLogger(false);
  });
  const metrics = new Metrics();
  const bus = new EventBus(new FailureGuard(metrics));

  const failures = async (where: string): Promise<number> => {
    const { values } = await metrics.containedFailures.get();
    return values.find(({ labels }) => labels.where === where)?.value ?? 0;
  };

  it('calls the other listeners, and returns to the publisher, when a listener throws or rejects', async () => {
    const heard: string[] = [];
    bus.pushes.subscribe(() => {
      throw new Error('a listener fails');
    });
    bus.pushes.subscribe(() => Promise.reject(new Error('a listener fails later')));
    bus.pushes.subscribe(({ event }) => heard.push(event));
    bus.localChanges.subscribe(() => {
      throw new Error('the way to the other nodes fails');
    });
    bus.endedSessions.subscribe(() => {
      throw new Error('a listener fails');
    });
    bus.endedSessions.subscribe(({ sessionId }) => heard.push(sessionId));

    bus.publish(push);
    bus.endSession('a session');
    // A rejection is handled in a later turn. An unhandled one would fail this test.
    await new Promise(setImmediate);

    expect(heard).toEqual(['typing.started', 'a session']);
    expect(await failures('pushes')).toBe(2);
    expect(await failures('news')).toBe(2);
    expect(await failures('ended sessions')).toBe(1);
  });

  it('does not call a listener after it unsubscribed, even if it did so while it was called', () => {
    const heard: number[] = [];
    const first = bus.pushes.subscribe(() => {
      heard.push(1);
      first.unsubscribe();
    });
    bus.pushes.subscribe(() => heard.push(2));
    bus.publish(push);
    bus.publish(push);
    expect(heard).toEqual([1, 2, 2]);
  });
});
