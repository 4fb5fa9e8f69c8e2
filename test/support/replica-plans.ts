import type { ServerEvents } from '../../src/contract/events.js';
import type { ScheduledMessageView } from '../../src/contract/later.view.js';
import type { SyncStepView } from '../../src/contract/sync.view.js';

/** What its person has planned in one chat, as a client holds it. */
export class ReplicaPlans {
  private readonly waiting = new Map<string, ScheduledMessageView>();

  take({ scheduled }: SyncStepView): void {
    if (!scheduled) return;
    this.waiting.clear();
    for (const one of scheduled) this.waiting.set(one.id, one);
  }

  schedule({ mine: _, ...one }: ServerEvents['message.scheduled']): void {
    this.waiting.set(one.id, one);
  }

  unschedule({ scheduledId }: ServerEvents['message.unscheduled']): void {
    this.waiting.delete(scheduledId);
  }

  /** The next first. */
  get scheduled(): ScheduledMessageView[] {
    const rank = ({ sendAt, id }: ScheduledMessageView) => sendAt + id;
    return [...this.waiting.values()].sort((a, b) => (rank(a) < rank(b) ? -1 : 1));
  }
}
